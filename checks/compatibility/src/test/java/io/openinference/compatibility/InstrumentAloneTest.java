// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the spans of {@code instrument()} go, in programs that set OpenTelemetry up or do not. */
class InstrumentAloneTest {

  private static final String ROUTE = "INFO: OpenInference: spans go to ";
  private static final List<String> CALL = List.of("ChatCompletion", "EchoModel", "orderStatus");
  private static final List<String> LOCAL_CALL = List.of("EchoModel", "orderStatus");

  @RegisterExtension final Backends backends = new Backends();

  private ProgramJvm jvm(ClassPath classPath) {
    return backends
        .jvm(classPath)
        .option("-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%n")
        .option("-XX:+EnableDynamicAgentLoading");
  }

  private String run(String steps) throws Exception {
    return jvm(ClassPath.instrumented()).run(TelemetrySteps.class, steps.split(" "));
  }

  private void requireReceived(int calls, List<String> spans) {
    assertThat(backends.received())
        .containsExactlyInAnyOrderElementsOf(
            Collections.nCopies(calls, spans).stream().flatMap(List::stream).toList());
  }

  private static Stream<String> lines(String printed, String start) {
    return printed.lines().filter(line -> line.startsWith(start));
  }

  @Test
  void startsTheSdkWhereNobodyHasSetAGlobalOne() throws Exception {
    requireStartOfSdk("instrument-each call");
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"instrument call", "get instrument call"})
  void startsTheSdkWhereTheGlobalOneIsNotSet(String steps) throws Exception {
    requireStartOfSdk(steps);
  }

  private void requireStartOfSdk(String steps) throws Exception {
    String printed = run(steps);

    requireReceived(1, CALL);
    assertThat(lines(printed, ROUTE))
        .containsExactly(ROUTE + backends.tracesEndpoint() + ", project default");
    assertThat(printed).doesNotContain("WARNING");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "register instrument call-locally, 1, 0",
    "instrument register call-locally, 1, 0",
    "instrument call-locally close register call-locally, 2, 1",
  })
  void registeringWorksBeforeAndAfter(String steps, int calls, int routes) throws Exception {
    requireCallsAndRoutes(steps, calls, routes);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "instrument-each call-locally register call-locally, 2, 1",
    "instrument call-locally build-global call-locally, 2, 1",
    "instrument register call-locally close register call-locally, 2, 0",
    "instrument build-global call-locally register, 1, 0",
  })
  void registeringWorksInAnyOrder(String steps, int calls, int routes) throws Exception {
    requireCallsAndRoutes(steps, calls, routes);
  }

  private void requireCallsAndRoutes(String steps, int calls, int routes) throws Exception {
    String printed = run(steps);

    requireReceived(calls, LOCAL_CALL);
    assertThat(lines(printed, ROUTE)).hasSize(routes);
  }

  @Tag("slow")
  /** The close turns the instrumentations off, so that a later call is no lost span. */
  @Test
  void registeringMayInstrumentUntilTheClose() throws Exception {
    String printed =
        run("register-and-instrument call close call register-and-instrument call close");

    requireReceived(2, CALL);
    assertThat(backends.receivedSpan("EchoModel").resourceAttributes())
        .containsEntry("openinference.project.name", "shop");
    assertThat(printed).doesNotContain("WARNING");
    assertThat(lines(printed, "INFO: OpenInference traces ")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void oneWarningSaysThatTheSdkIsClosed() throws Exception {
    String printed = run("instrument register call-locally close call-locally call-locally");

    requireReceived(1, LOCAL_CALL);
    assertThat(lines(printed, "WARNING: "))
        .containsExactly(
            "WARNING: OpenInferenceSdk is closed. Calls that start now make no spans. To trace"
                + " again, call OpenInferenceSdk.register(), and wrap again what was wrapped with"
                + " openTelemetry() of the closed instance.");
  }

  @Tag("slow")
  @Test
  void globalOneThatIsSetLaterTakesOver() throws Exception {
    String printed = run("instrument call set call");

    requireReceived(1, CALL);
    assertThat(lines(printed, "exported"))
        .containsExactly("exported ChatCompletion", "exported EchoModel", "exported orderStatus");
    assertThat(printed).doesNotContain("WARNING", "Exception");
  }

  @Tag("full")
  @Test
  void globalOneThatConfiguresItselfIsUsed() throws Exception {
    String printed =
        jvm(ClassPath.instrumented())
            .option("-Dotel.java.global-autoconfigure.enabled=true")
            .option("-Dotel.exporter.otlp.protocol=http/protobuf")
            .option("-Dotel.exporter.otlp.endpoint=" + backends.endpoint())
            .option("-Dotel.metrics.exporter=none")
            .option("-Dotel.logs.exporter=none")
            .run(TelemetrySteps.class, "instrument", "call-locally");

    requireReceived(1, LOCAL_CALL);
    assertThat(lines(printed, "INFO: OpenInference: "))
        .containsExactly(
            "INFO: OpenInference: spans go to the global OpenTelemetry, which configures itself"
                + " (otel.java.global-autoconfigure.enabled): exporter otlp, "
                + backends.endpoint()
                + ". It reads no PHOENIX_* settings.");
  }

  @Tag("slow")
  @Test
  void scopesAndParentsApply() throws Exception {
    run("instrument call-in-chain");

    assertThat(backends.tree())
        .isEqualTo(
            """
            CHAIN conversation
              LLM ChatCompletion
              LLM EchoModel
              TOOL orderStatus
            """);
    assertThat(backends.receivedSpan("ChatCompletion").resourceAttributes())
        .containsEntry("openinference.project.name", "support");
  }

  @Test
  void firstCallsOfManyThreadsStartOneSdk() throws Exception {
    String printed = run("instrument call-on-threads");

    assertThat(backends.received()).hasSize(8).containsOnly("orderStatus");
    assertThat(lines(printed, ROUTE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"otel.sdk.disabled=true", "otel.traces.exporter=none"})
  void oneLineSaysThatNothingIsExported(String setting) throws Exception {
    String printed =
        jvm(ClassPath.instrumented())
            .option("-D" + setting)
            .run(TelemetrySteps.class, "instrument", "call-locally", "call-locally");

    assertThat(backends.received()).isEmpty();
    assertThat(lines(printed, "INFO: OpenInference: "))
        .containsExactly(
            "INFO: OpenInference: no spans are exported (otel.sdk.disabled,"
                + " otel.traces.exporter)");
  }

  @Tag("slow")
  @ParameterizedTest // The oldest API cannot be asked whether the global one is set.
  @ValueSource(strings = {"oldest", "newest"})
  void oneWarningSaysWhatIsMissingWithoutSdk(String release) throws Exception {
    String printed =
        jvm(ClassPath.annotationsAlone().withOwnLibraries(release)).run(AnnotatedSteps.class);

    assertThat(printed)
        .isEqualTo(
            """
            INFO: OpenInference traces annotations
            WARNING: OpenInference sends no spans: no global OpenTelemetry is set and no SDK is on \
            the class path. Add the dependency io.openinference:openinference-sdk, or set \
            GlobalOpenTelemetry, or call instrument(openTelemetry).
            set
            exported orderStatus
            """);
  }
}
