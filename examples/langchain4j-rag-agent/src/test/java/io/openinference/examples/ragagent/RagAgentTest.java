// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RagAgentTest {

  private static final String ENDPOINT_PROPERTY = "otel.exporter.otlp.endpoint";
  private static final int SPANS = 25;
  private static final int LLM_SPANS = 7;

  @AfterEach
  void clearEndpoint() {
    System.clearProperty(ENDPOINT_PROPERTY);
  }

  @Test
  void printsTheTraces() throws Exception {
    String printed = run(Map.of());

    // Processors round the embedding model's vectors differently.
    String normalized =
        printed
            .replaceAll("[0-9]+\\.[0-9] ms", "# ms")
            .replaceAll("(session )[-0-9a-f]{36}", "$1#")
            .replaceAll(" \\([0-9]\\.[0-9]{2}\\)", " (#)");
    try (InputStream expected = getClass().getResourceAsStream("expected.txt")) {
      assertThat(normalized).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }

  @Test
  void sendsToTheEndpointOfTheEnvironmentAsManyTokensAsWereBilled(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("usage.json");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      // The SDK reads the endpoint itself, and a test can set only the system property for it.
      System.setProperty(ENDPOINT_PROPERTY, receiver.endpoint());
      String printed =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint(),
                  "RAG_AGENT_USAGE_FILE",
                  file.toString()));

      assertThat(printed).contains("Sent to project support-desk.").contains(receiver.endpoint());
      List<ReceivedSpan> spans = receiver.awaitSpans(SPANS);
      assertThat(spans).hasSize(SPANS);
      assertThat(Files.readString(file))
          .contains("{\"requests\":" + LLM_SPANS)
          .contains("\"promptTokens\":" + tokens(spans, "llm.token_count.prompt"))
          .contains("\"completionTokens\":" + tokens(spans, "llm.token_count.completion"));
    }
  }

  @Test
  void asksTheHostOfTheEnvironmentWhereThereIsAKey() {
    try (OpenAIServer host = OpenAIServer.start()) {
      String printed = run(Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", host.baseUrl()));

      assertThat(printed).contains("AGENT SupportAssistant.ask", "AGENT handle_complaint");
      assertThat(host.usage().get("/v1/chat/completions").requests()).isEqualTo(LLM_SPANS);
    }
  }

  private static long tokens(List<ReceivedSpan> spans, String attribute) {
    return spans.stream()
        .filter(span -> span.openInferenceKind().equals("LLM"))
        .mapToLong(span -> (long) span.attributes().get(attribute))
        .sum();
  }

  private static String run(Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RagAgent.run(environment, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }
}
