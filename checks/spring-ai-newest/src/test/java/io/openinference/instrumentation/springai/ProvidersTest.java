// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.googlegenai.GoogleGenAIInstrumentor;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.google.genai.GoogleGenAiChatModel;
import org.springframework.ai.google.genai.GoogleGenAiChatOptions;

/**
 * Spring AI over the clients of Anthropic and Google, which are traced too: one LLM span a call.
 */
class ProvidersTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final ObservationRegistry registry = ObservationRegistry.create();
  private StubServer server;
  private SpringAIInstrumentor above;
  private AnthropicInstrumentor anthropic;
  private GoogleGenAIInstrumentor google;

  @BeforeEach
  void instrumentAll() {
    server = StubServer.start();
    registry.observationConfig().observationHandler(context -> true);
    anthropic = AnthropicInstrumentor.instrument(telemetry.openTelemetry());
    google = GoogleGenAIInstrumentor.instrument(telemetry.openTelemetry());
    above = SpringAIInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void stop() {
    above.uninstrument();
    google.uninstrument();
    anthropic.uninstrument();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallOfAnthropicIsOneSpan(boolean stream) {
    server.handler(request -> stream ? streamedMessage() : message());
    ChatModel model =
        AnthropicChatModel.builder()
            .options(
                AnthropicChatOptions.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("test-key")
                    .maxRetries(0)
                    .model("claude-sonnet-4-5")
                    .maxTokens(64)
                    .build())
            .observationRegistry(registry)
            .build();

    ask(model, stream);

    SpanData llm = llm("claude-sonnet-4-5");
    assertThat(llm)
        .hasAttribute("llm.system", "anthropic")
        .hasAttribute("llm.provider", "anthropic")
        .hasAttribute("llm.token_count.prompt", 409L)
        .hasAttribute("llm.token_count.completion", 12L);
    assertThat(llm).hasAttribute("llm.token_count.prompt_details.cache_read", 400L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallOfGeminiIsOneSpan(boolean stream) {
    server.handler(ProvidersTest::gemini);
    Client client =
        Client.builder()
            .apiKey("test-key")
            .httpOptions(HttpOptions.builder().baseUrl(server.baseUrl()).build())
            .build();
    ChatModel model =
        GoogleGenAiChatModel.builder()
            .genAiClient(client)
            .options(GoogleGenAiChatOptions.builder().model("gemini-2.5-flash").build())
            .observationRegistry(registry)
            .build();

    ask(model, stream);

    assertThat(llm("gemini-2.5-flash"))
        .hasAttribute("llm.provider", "google")
        .hasAttribute("llm.token_count.prompt", 10L)
        .hasAttribute("llm.output_messages.0.message.content", "It is sunny.");
  }

  private void ask(ChatModel model, boolean stream) {
    ChatClient.ChatClientRequestSpec request =
        ChatClient.create(model, registry).prompt("How is the weather?");
    String answer =
        stream
            ? String.join("", request.stream().content().collectList().block())
            : request.call().content();
    org.assertj.core.api.Assertions.assertThat(answer).isEqualTo("It is sunny.");
  }

  private static SpanData llm(String name) {
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace()).hasTree("CHAIN ChatClient\n  LLM " + name + "\n");
    return telemetry.trace().span(name);
  }

  private static StubResponse message() {
    return StubResponse.json(
        message("[{\"type\":\"text\",\"text\":\"It is sunny.\"}]", "\"end_turn\"", 12));
  }

  private static String message(String content, String stopReason, int tokens) {
    return """
    {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":%s,\
    "stop_reason":%s,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":%d,\
    "cache_read_input_tokens":400,"cache_creation_input_tokens":0}}\
    """
        .formatted(content, stopReason, tokens);
  }

  private static StubResponse streamedMessage() {
    SseStream events = SseStream.create();
    events.emit(
        "message_start",
        "{\"type\":\"message_start\",\"message\":" + message("[]", "null", 1) + "}");
    events.emit(
        "content_block_start",
        """
        {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\
        """);
    events.emit(
        "content_block_delta",
        """
        {"type":"content_block_delta","index":0,\
        "delta":{"type":"text_delta","text":"It is sunny."}}\
        """);
    events.emit("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
    events.emit(
        "message_delta",
        """
        {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
        "usage":{"input_tokens":9,"output_tokens":12,"cache_read_input_tokens":400,\
        "cache_creation_input_tokens":0}}\
        """);
    events.emit("message_stop", "{\"type\":\"message_stop\"}");
    events.end();
    return StubResponse.sse(events);
  }

  private static StubResponse gemini(StubRequest request) {
    String answer =
        """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"It is sunny."}]},\
        "finishReason":"STOP","index":0}],"modelVersion":"gemini-2.5-flash","responseId":"r",\
        "usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":4,"totalTokenCount":14}}\
        """;
    return request.path().contains("stream") ? StubResponse.sse(answer) : StubResponse.json(answer);
  }
}
