// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.tool.ToolCallingManager;

/** The handler alone, without anything wrapped, and traces that are sampled out. */
class FallbackTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension unsampled =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private StubServer server;

  @BeforeEach
  void start() {
    server = StubServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChatClient client(OpenInferenceExtension into) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(SpringAIInstrumentor.create(into.openTelemetry()).observationHandler());
    ToolCallingManager tools = ToolCallingManager.builder().observationRegistry(registry).build();
    return Models.client(Models.chat(server.baseUrl(), registry, tools, 1), registry, tools)
        .build();
  }

  @Test
  void hasTheTreeOfAStreamWithToolsAndItsTokensOnce() {
    String call = Replies.call("call_1", "weather", "{\"city\":\"Oslo\"}");
    server.enqueue(Replies.streamedTools(call), Replies.streamedText("It ", "is."));

    client(telemetry).prompt("How?").tools(new WeatherTools()).stream()
        .content()
        .collectList()
        .block();
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
            """);
    List<SpanData> steps = telemetry.trace().children(telemetry.trace().root());
    assertThat(steps.get(0))
        .hasAttribute("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call_1");
    assertThat(steps.get(2)).hasAttribute("llm.output_messages.0.message.content", "It is.");
    assertThat(
            steps.stream()
                .map(step -> step.getAttributes().get(LlmAttributes.LLM_TOKEN_COUNT_TOTAL))
                .filter(total -> total != null)
                .mapToLong(Long::longValue)
                .sum())
        .isEqualTo(110 + 29);
  }

  @Test
  void hasTheResultOfAToolThatThrows() {
    server.enqueue(Replies.tools(Replies.call("call_1", "broken", "{\"city\":\"Oslo\"}")));
    server.enqueue(Replies.text("It is."));

    client(telemetry).prompt("How?").tools(new WeatherTools()).call().content();

    assertThat(telemetry.trace().span("broken"))
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", "no weather for Oslo");
  }

  @Test
  void answersWhereTheTraceIsSampledOut() {
    String call = Replies.call("call_1", "weather", "{\"city\":\"Oslo\"}");
    server.enqueue(Replies.tools(call), Replies.text("It is."));

    String answer = client(unsampled).prompt("How?").tools(new WeatherTools()).call().content();

    assertThat(answer).isEqualTo("It is.");
    assertThat(unsampled.spans()).isEmpty();
  }
}
