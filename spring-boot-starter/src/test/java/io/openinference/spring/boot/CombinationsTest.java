// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.SpringBootVersion;

/** One application on Spring AI, beside what other applications have for their own traces. */
@Tag("newest-boot")
@Execution(ExecutionMode.CONCURRENT) // Each waits for another JVM.
class CombinationsTest {

  private static final String TREE =
      """
      AGENT ChatClient
        LLM gpt-5-mini
        TOOL orderStatus
        LLM gpt-5-mini
      """;

  private static final String BELOW_REQUESTS =
      "http get /ask/{chat}\n" + TREE.indent(2) + "http get /stream/{chat}\n" + TREE.indent(2);

  private OtlpReceiver receiver;
  private StubServer model;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    model = ShopModel.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
    model.close();
  }

  private String run(String classPath, String... properties) {
    String[] arguments = new String[properties.length + 1];
    arguments[0] = model.baseUrl();
    System.arraycopy(properties, 0, arguments, 1, properties.length);
    String printed = ChildJvm.create().classPath(classPath).run(AskingProgram.class, arguments);
    assertThat(printed).containsSubsequence("answer: ", "delivered", "answer: ", "delivered");
    return printed;
  }

  private void assertTrees() {
    assertTrees(receiver, TREE + TREE);
  }

  /** Each of the two questions is a session, and each call of the model takes 29 tokens. */
  private static void assertTrees(OtlpReceiver receiver, String trees) {
    List<ReceivedSpan> spans = receiver.spans();
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo(trees);
    assertThat(ReceivedTree.sessions(spans)).containsExactlyInAnyOrder("c-1", "c-2");
    assertThat(ReceivedTree.tokens(spans)).isEqualTo(4 * 29);
  }

  @Tag("full")
  @Test
  void withoutTheActuatorTheSpansGoThroughTheSdk() {
    run(
        ApplicationClassPath.without(ApplicationClassPath.OBSERVABILITY_OF_BOOT),
        "openinference.endpoint=" + receiver.endpoint());

    assertTrees();
  }

  @Tag("full")
  @Test
  void withoutOpenTelemetryAndEndpointTheApplicationAnswersAndSendsNothing() {
    run(ApplicationClassPath.without(ApplicationClassPath.OBSERVABILITY_OF_BOOT));

    assertThat(receiver.requests()).isEmpty();
  }

  @Tag("full")
  @Test
  void theExporterOfBootGetsEachSpanOnce() {
    run(
        System.getProperty("java.class.path"),
        exporterOfBoot(receiver),
        "management.tracing.sampling.probability=1.0");

    assertTrees(receiver, BELOW_REQUESTS);
  }

  @Tag("full")
  @Test
  void besideTheExporterOfBootEachCollectorGetsEachSpanOnce() {
    try (OtlpReceiver ofBoot = OtlpReceiver.start()) {
      run(
          System.getProperty("java.class.path"),
          exporterOfBoot(ofBoot),
          "management.tracing.sampling.probability=1.0",
          "openinference.endpoint=" + receiver.endpoint());

      assertTrees(ofBoot, BELOW_REQUESTS);
    }
    assertTrees(receiver, BELOW_REQUESTS);
  }

  /** Boot 4 has named the property anew. */
  private static String exporterOfBoot(OtlpReceiver receiver) {
    String property =
        SpringBootVersion.getVersion().startsWith("3.")
            ? "management.otlp.tracing.endpoint"
            : "management.opentelemetry.tracing.export.otlp.endpoint";
    return property + "=" + receiver.tracesEndpoint();
  }

  /** To load an agent into the JVM takes longer than the whole rest of the starter. */
  @Tag("slow")
  @Test
  void servicesOfLangChain4jNeedNoAgent() {
    String printed =
        ChildJvm.create()
            .option("-XX:+DisableAttachMechanism")
            .classPath(ApplicationClassPath.without("langgraph4j-core.*|google-adk.*"))
            .run(
                FatJarTest.Program.class,
                "openinference.endpoint=" + receiver.endpoint(),
                "logging.level.io.openinference=INFO");

    assertThat(printed)
        .contains("answer: delivered")
        .contains("langchain4j (AI services and beans)")
        .doesNotContain("cannot change the code of running classes");
    assertThat(ReceivedTree.of(receiver.spans()))
        .isEqualTo(
            """
            http get /ask
              AGENT Assistant.answer
                LLM ScriptedModel
                TOOL orderStatus
                LLM ScriptedModel
            """);
  }

  /** Brave has the spans of the requests, which OpenTelemetry does not know. */
  @Test
  void besideBraveModelCallsAreTracesOfTheirOwn() {
    String printed =
        run(ApplicationClassPath.withBrave(), "openinference.endpoint=" + receiver.endpoint());

    assertThat(printed).contains("Brave: true");
    assertTrees();
  }
}
