// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The likeliest first mistakes, each in a new JVM: one line tells what to do. */
@Timeout(120)
class FirstHourTest {

  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private static List<String> lines(String output) {
    return output
        .lines()
        .filter(line -> line.contains("OpenInference ") && !line.contains("spans go to"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "401, Check PHOENIX_API_KEY",
    "404, 'Check the host, port and path'",
    "302, Redirects are not followed"
  })
  void refusedSpansOfAProgramThatEndsAtOnce(int status, String advice) throws Exception {
    requireAdvice(status, advice);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({"403, Check PHOENIX_API_KEY", "405, 'Check the host, port and path'"})
  void refusedSpansWithTheSameAdvice(int status, String advice) throws Exception {
    requireAdvice(status, advice);
  }

  /** The handlers of java.util.logging are closed by then. */
  private void requireAdvice(int status, String advice) throws Exception {
    receiver.respondWith(status, 1_000);
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(EndingApplication.class);
    assertThat(lines(output))
        .singleElement()
        .asString()
        .startsWith(
            "WARNING: OpenInference lost 600 spans: "
                + receiver.tracesEndpoint()
                + " refused them with HTTP "
                + status)
        .contains(advice);
    assertThat(output).doesNotContain("\tat ", "refused with " + status);
  }

  @Test
  void aCollectorThatIsDown() throws Exception {
    receiver.stop();
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(EndingApplication.class);
    assertThat(lines(output))
        .containsExactly(
            "WARNING: OpenInference lost 600 spans: "
                + receiver.tracesEndpoint()
                + " did not accept them before the shutdown: ConnectException (no connection)."
                + " Check that the collector runs, and check the host and port of the endpoint"
                + " (PHOENIX_COLLECTOR_ENDPOINT).");
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  void aHostThatIsUnknown() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", "http://phoenix.invalid:6006")
            .run(EndingApplication.class);
    assertThat(lines(output))
        .containsExactly(
            "WARNING: OpenInference lost 600 spans: http://phoenix.invalid:6006/v1/traces did not"
                + " accept them before the shutdown: UnknownHostException phoenix.invalid. Check"
                + " the host of the endpoint (PHOENIX_COLLECTOR_ENDPOINT).");
  }

  @Test
  void anEndpointWithoutScheme() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", "localhost:6006")
            .environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
            .run(EndingApplication.class);
    assertThat(output)
        .containsOnlyOnce(
            "PHOENIX_COLLECTOR_ENDPOINT is \"localhost:6006\" but must be an http or https URL");
    assertThat(receiver.spans()).hasSize(EndingApplication.SPANS);
  }

  @Test
  void aProgramThatRegistersAndTracesNothing() throws Exception {
    ChildJvm jvm = ChildJvm.create().environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint());
    String line =
        "INFO: OpenInference: no spans were made. Use the client that wrap(client) returns, or call"
            + " OpenInference.instrument().";
    assertThat(jvm.run(EndingApplication.class, "no spans")).containsOnlyOnce(line);
    assertThat(jvm.run(EndingApplication.class)).doesNotContain("no spans were made");
  }

  /** A server never ends, so that it must not wait for its end with the line. */
  @Test
  void refusedSpansOfAServer() throws Exception {
    receiver.respondWith(401, 1_000);
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(RunningApplication.class);
    assertThat(lines(output))
        .singleElement()
        .asString()
        .contains(" spans so far: " + receiver.tracesEndpoint() + " refused them with HTTP 401.")
        .contains("Check PHOENIX_API_KEY");
    assertThat(output).contains("lost 8").doesNotContain("\tat ");
  }

  @Test
  void aCollectorThatIsAwayFromAServer() throws Exception {
    receiver.stop();
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(RunningApplication.class);
    assertThat(lines(output))
        .singleElement()
        .asString()
        .contains("OpenInference cannot deliver spans to " + receiver.tracesEndpoint() + " now: ");
    assertThat(output).contains("lost 0").doesNotContain("\tat ");
  }

  /** Shutdown hooks run in no order: this application ends its last call in its own. */
  @Test
  void aCallThatEndsInTheHookOfTheApplicationIsDelivered() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .environment("OPENINFERENCE_SHUTDOWN_HOOK", "false")
            .run(HookedApplication.class);
    assertThat(output).contains("delivered: true");
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void aCallThatEndsAfterTheHookIsToldToBeLost() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(HookedApplication.class);
    assertThat(output)
        .contains("delivered: false")
        .containsOnlyOnce(
            "OpenInference lost a span: the call ended after OpenInferenceSdk was closed");
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void aCallThatStartsAfterTheHookIsToldToBeLost() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .environment("LATE_CALL", "true")
            .run(HookedApplication.class);
    assertThat(output)
        .contains("delivered: false")
        .containsOnlyOnce(
            "OpenInference lost a span: the call ended after OpenInferenceSdk was closed");
    assertThat(receiver.spans()).isEmpty();
  }

  /** The first call of a program may come as late as in its shutdown hook. */
  @Test
  void aProgramThatStartsTheSdkInItsHookIsToldOfTheRisk() throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .run(LateApplication.class);
    assertThat(output)
        .containsOnlyOnce(
            "WARNING: OpenInference starts while the JVM shuts down, so its spans may be lost. Call"
                + " OpenInferenceSdk.register() when the program starts");
  }

  @Test
  void misspelledSettings() throws Exception {
    Map<String, String> meant =
        Map.of(
            "PHOENIX_COLLECTOR_ENDPOIN", "PHOENIX_COLLECTOR_ENDPOINT",
            "PHOENIX_APIKEY", "PHOENIX_API_KEY",
            "OPENINFERENCE_BACKENDS", "OPENINFERENCE_BACKEND");
    ChildJvm jvm = ChildJvm.create().environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint());
    meant.keySet().forEach(variable -> jvm.environment(variable, "x"));

    String output = jvm.run(EndingApplication.class);

    meant.forEach(
        (variable, setting) ->
            assertThat(output)
                .containsOnlyOnce(
                    "WARNING: "
                        + variable
                        + " is not a setting and has no effect. Did you mean "
                        + setting));
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_SAMPLER, always_off, (otel.traces.sampler: AlwaysOffSampler)",
    "OTEL_TRACES_SAMPLER, parentbased_always_off, ', except in traces that a caller has sampled"
        + " (otel.traces.sampler: root:AlwaysOffSampler)'",
    "OTEL_TRACES_EXPORTER, none, '(otel.sdk.disabled, otel.traces.exporter)'"
  })
  void settingsThatLeaveNothingToSend(String variable, String value, String reason)
      throws Exception {
    String output =
        ChildJvm.create()
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .environment(variable, value)
            .run(EndingApplication.class);
    assertThat(output)
        .containsOnlyOnce("INFO: OpenInference: no spans are exported")
        .contains(reason);
    assertThat(receiver.spans()).isEmpty();
  }
}
