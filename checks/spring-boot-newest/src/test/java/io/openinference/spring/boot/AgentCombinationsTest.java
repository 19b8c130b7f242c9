// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One application on Spring AI under the agent, with and without the starter. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // Each waits for another JVM.
class AgentCombinationsTest {

  private static final String AGENT = System.getProperty("agent");
  private static final String TREE =
      """
        AGENT ChatClient
          LLM gpt-5-mini
          TOOL orderStatus
          LLM gpt-5-mini
      """;
  private static final String TREES =
      "http get /ask/{chat}\n" + TREE + "http get /stream/{chat}\n" + TREE;

  private OtlpReceiver receiver;
  private StubServer model;

  @TempDir Path folder;

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

  private void run(String classPath, String... properties) {
    List<String> arguments = new ArrayList<>(List.of(properties));
    arguments.add(0, model.baseUrl());
    String printed =
        ChildJvm.create()
            .option("-javaagent:" + AGENT)
            .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
            .classPath(classPath)
            .run(AskingProgram.class, arguments.toArray(String[]::new));
    assertThat(printed).containsSubsequence("answer: ", "delivered", "answer: ", "delivered");
  }

  private String bootsExporter() {
    return "management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.tracesEndpoint();
  }

  /** Each of the two questions is a session, and each call of the model takes 29 tokens. */
  private void assertTrees() {
    List<ReceivedSpan> spans = receiver.spans();
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo(TREES);
    assertThat(ReceivedTree.sessions(spans)).containsExactlyInAnyOrder("c-1", "c-2");
    assertThat(ReceivedTree.tokens(spans)).isEqualTo(4 * 29);
  }

  @Test
  void theAgentAloneTracesInsideTheTracesOfBoot() {
    run(
        ApplicationClassPath.withoutStarter(),
        bootsExporter(),
        "management.tracing.sampling.probability=1.0");

    assertTrees();
    assertThat(receiver.spans())
        .allSatisfy(
            span -> assertThat(span.resourceAttributes()).containsEntry("service.name", "shop"));
  }

  @Test
  @Tag("full")
  void theAgentBesideTheStarterMakesEachSpanOnce() {
    run(System.getProperty("java.class.path"), "openinference.endpoint=" + receiver.endpoint());

    assertTrees();
  }

  @Test
  @Tag("full")
  void aFatJarUnderTheAgentIsTracedInsideTheTracesOfBoot() throws Exception {
    Path jar = folder.resolve("application.jar");
    FatJar.write(jar, AskingProgram.class, ApplicationClassPath.withoutStarter());

    assertThat(
            start(
                jar,
                model.baseUrl(),
                bootsExporter(),
                "management.tracing.sampling.probability=1.0"))
        .containsSubsequence("answer: ", "delivered", "answer: ", "delivered");
    assertTrees();
  }

  private String start(Path jar, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + AGENT,
                "-jar",
                jar.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
