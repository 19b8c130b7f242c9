// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each program behind its door, in a JVM of its own. */
class DoorsTest {

  private final OpenAIServer models = OpenAIServer.start();
  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final Map<String, String> environment =
      Map.of(
          "OPENAI_BASE_URL", models.baseUrl(),
          "OPENAI_API_KEY", "not-needed",
          "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
          "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
          "OTEL_METRICS_EXPORTER", "none",
          "OTEL_LOGS_EXPORTER", "none");

  @BeforeEach
  void requireAgents() {
    assumeTrue(ChildJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
  }

  @AfterEach
  void close() {
    models.close();
    receiver.close();
  }

  private ChildJvm jvm() {
    return new ChildJvm(environment);
  }

  private List<ReceivedSpan> chats() {
    return receiver.spans().stream().filter(span -> span.name().equals("ChatCompletion")).toList();
  }

  @Test
  void agentTracesAProgramThatKnowsNothingOfUs() throws Exception {
    String printed =
        jvm().withoutDependencyOnUs().option("-javaagent:" + ChildJvm.AGENT).run(PlainChat.class);

    assertThat(printed).isEqualTo(jvm().withoutDependencyOnUs().run(PlainChat.class));
    assertThat(chats()).hasSize(3);
  }

  @Test
  void programAsksToBeTraced() throws Exception {
    jvm().run(InstrumentedChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(chats().toString()).contains("chat-1");
  }

  @Test
  void programAsksToBeTracedUnderTheAgent() throws Exception {
    jvm().option("-javaagent:" + ChildJvm.AGENT).run(InstrumentedChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(chats().toString()).contains("chat-1");
  }

  @Test
  void extensionOfOpenTelemetrysAgentTracesInItsContext() throws Exception {
    jvm()
        .withoutDependencyOnUs()
        .option("-javaagent:" + ChildJvm.OPENTELEMETRY_AGENT)
        .option("-Dotel.javaagent.extensions=" + ChildJvm.AGENT)
        .run(PlainChat.class);

    assertThat(chats()).hasSize(3);
    for (ReceivedSpan chat : chats()) {
      assertThat(receiver.spans())
          .as("HTTP client span below the call")
          .anyMatch(
              span -> span.parentSpanId().equals(chat.spanId()) && span.name().startsWith("POST"));
    }
  }

  @Test
  void agentLeavesAProgramWithoutTheLibrariesAlone() throws Exception {
    assertThat(
            jvm()
                .withoutJars(entry -> !entry.contains("test-classes"))
                .option("-javaagent:" + ChildJvm.AGENT)
                .run(Hello.class))
        .isEqualTo("Hello\n");
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void withoutAttachOneLineSaysWhatWorks() throws Exception {
    String printed = jvm().option("-XX:+DisableAttachMechanism").run(InstrumentedChat.class);

    assertThat(chats()).isEmpty();
    assertThat(printed.lines().filter(line -> line.contains("instrument()")))
        .singleElement()
        .asString()
        .contains(
            "DisableAttachMechanism",
            "OpenAIInstrumentor.wrap(client)",
            "-javaagent:openinference-javaagent.jar");
  }
}
