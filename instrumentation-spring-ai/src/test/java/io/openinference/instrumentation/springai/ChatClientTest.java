// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;

/** Requests to a chat client, answered at once and as a stream. */
class ChatClientTest extends AbstractSpringAITest {

  private static final String WEATHER = Replies.call("call_1", "weather", "{\"city\":\"Oslo\"}");

  /** Asks a question and returns the answer. */
  private static String ask(ChatClient client, boolean stream, Object... tools) {
    ChatClient.ChatClientRequestSpec request =
        client.prompt().system("Be brief.").user("How is the weather in Oslo?").tools(tools);
    return stream
        ? String.join("", request.stream().content().collectList().block())
        : request.call().content();
  }

  private static StubResponse text(boolean stream) {
    return stream ? Replies.streamedText("It is ", "sunny.") : Replies.text("It is sunny.");
  }

  private static StubResponse tools(boolean stream, String... calls) {
    return stream ? Replies.streamedTools(calls) : Replies.tools(calls);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsAnAnswer(boolean stream) {
    server.enqueue(text(stream));

    assertThat(ask(client(), stream)).isEqualTo("It is sunny.");
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How is the weather in Oslo?",
                "input.mime_type", "text/plain",
                "output.value", "It is sunny.",
                "output.mime_type", "text/plain"));
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributesExcept(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.system", "openai"),
                Map.entry("llm.provider", "openai"),
                Map.entry("llm.model_name", "gpt-5-mini-2025-08-07"),
                Map.entry("llm.request.model_name", "gpt-5-mini"),
                Map.entry("llm.response.model_name", "gpt-5-mini-2025-08-07"),
                Map.entry(
                    "input.value",
                    "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"How is the weather in Oslo?\"}]}"),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.value", "It is sunny."),
                Map.entry("output.mime_type", "text/plain"),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.0.message.content", "Be brief."),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.content", "How is the weather in Oslo?"),
                Map.entry("llm.output_messages.0.message.role", "assistant"),
                Map.entry("llm.output_messages.0.message.content", "It is sunny."),
                Map.entry("llm.finish_reason", "stop"),
                Map.entry("llm.token_count.prompt", 20L),
                Map.entry("llm.token_count.completion", 9L),
                Map.entry("llm.token_count.total", 29L)),
            "llm.invocation_parameters",
            "llm.token_count.prompt_details.cache_read",
            "llm.token_count.completion_details.reasoning");
  }

  @Test
  void recordsParametersAndDetailsOfTokens() {
    server.enqueue(text(false));

    ask(client(), false);

    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasJsonAttribute("llm.invocation_parameters", Models.PARAMETERS)
        .hasAttribute("llm.token_count.prompt_details.cache_read", 16L)
        .hasAttribute("llm.token_count.completion_details.reasoning", 5L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsAToolBetweenTwoCalls(boolean stream) {
    server.enqueue(tools(stream, WEATHER), text(stream));

    assertThat(ask(client(), stream, new WeatherTools())).isEqualTo("It is sunny.");
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
        .hasAttribute("llm.finish_reason", "tool_calls")
        .hasAttribute("llm.token_count.prompt", 100L)
        .hasAttribute("llm.token_count.completion", 10L)
        .hasAttribute("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call_1")
        .hasAttribute(
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "weather")
        .hasAttribute(
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
            "{\"city\":\"Oslo\"}");
    assertThat(steps.get(1))
        .hasStatus(StatusCode.OK)
        .hasAttribute("tool.name", "weather")
        .hasAttribute("tool.id", "call_1")
        .hasAttribute("tool.description", "Tells the weather of a city.")
        .hasAttribute("tool.parameters", "{\"city\":\"Oslo\"}")
        .hasAttribute("input.value", "{\"city\":\"Oslo\"}")
        .hasAttribute("input.mime_type", "application/json")
        .hasAttribute("output.value", "\"sunny in Oslo\"")
        .hasAttribute("output.mime_type", "application/json");
    assertThat(steps.get(2))
        .hasAttribute("llm.finish_reason", "stop")
        .hasAttribute("llm.token_count.prompt", 20L)
        .hasAttribute("llm.token_count.completion", 9L)
        .hasAttribute("llm.input_messages.3.message.role", "tool")
        .hasAttribute("llm.input_messages.3.message.tool_call_id", "call_1")
        .hasAttribute("llm.output_messages.0.message.content", "It is sunny.");
  }
}
