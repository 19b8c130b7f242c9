// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesEqualCallsOfOneToolTheirOwnIds(boolean stream) {
    String again = Replies.call("call_2", "weather", "{\"city\":\"Oslo\"}");
    server.enqueue(tools(stream, WEATHER, again), text(stream));

    assertThat(ask(client(), stream, new WeatherTools())).isEqualTo("It is sunny.");
    telemetry.awaitSpans(5);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              TOOL weather
              LLM gpt-5-mini
            """);
    List<SpanData> steps = telemetry.trace().children(telemetry.trace().root());
    assertThat(steps.get(1)).hasAttribute("tool.id", "call_1");
    assertThat(steps.get(2)).hasAttribute("tool.id", "call_2");
    assertThat(steps.get(3)).hasAttribute("llm.token_count.prompt", 20L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addsUpTokensOfThreeCallsOnce(boolean stream) {
    server.enqueue(tools(stream, WEATHER), tools(stream, WEATHER), text(stream));

    ask(client(), stream, new WeatherTools());
    telemetry.awaitSpans(6);

    assertThat(
            telemetry.spans().stream()
                .mapToLong(
                    span -> {
                      Long total = span.getAttributes().get(LlmAttributes.LLM_TOKEN_COUNT_TOTAL);
                      return total == null ? 0 : total;
                    })
                .sum())
        .isEqualTo(110 + 110 + 29);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsTheFailureOfATool(boolean stream) {
    server.enqueue(
        tools(stream, Replies.call("call_1", "broken", "{\"city\":\"Oslo\"}")), text(stream));

    assertThat(ask(client(), stream, new WeatherTools())).isEqualTo("It is sunny.");
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL broken !
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().span("broken"))
        .hasStatus(StatusCode.ERROR)
        .hasException(IllegalStateException.class)
        .hasAttribute("output.value", "no weather for Oslo");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsAToolWhoseResultIsTheAnswer(boolean stream) {
    server.enqueue(tools(stream, Replies.call("call_1", "direct", "{\"city\":\"Oslo\"}")));

    assertThat(ask(client(), stream, new WeatherTools())).contains("directly Oslo");
    telemetry.awaitSpans(3);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL direct
            """);
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute("llm.token_count.prompt", 100L)
        .hasAttribute(
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "direct");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsARefusalOfTheServer(boolean stream) {
    server.handler(
        request ->
            StubResponse.json(400, "{\"error\":{\"message\":\"no such model\",\"type\":\"x\"}}"));

    assertThatThrownBy(() -> ask(client(), stream)).isInstanceOf(RuntimeException.class);
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient !
              LLM gpt-5-mini !
            """);
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.ERROR);
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.ERROR)
        .hasAttribute("llm.input_messages.0.message.content", "Be brief.")
        .doesNotHaveAttribute("llm.output_messages.0.message.role");
  }

  @Test
  void recordsStructuredOutput() {
    server.enqueue(Replies.text("{\\\"city\\\":\\\"Oslo\\\"}"));

    Place place = client().prompt().user("Where?").call().entity(Place.class);

    assertThat(place).isEqualTo(new Place("Oslo"));
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "{\"city\":\"Oslo\"}");
  }

  @Test
  void recordsStructuredOutputOfAStream() {
    server.enqueue(Replies.streamedText("{\\\"city\\\":", "\\\"Oslo\\\"}"));
    BeanOutputConverter<Place> converter = new BeanOutputConverter<>(Place.class);

    String answer =
        String.join(
            "",
            client()
                .prompt()
                .user("Where? " + converter.getFormat().replace("{", "\\{").replace("}", "\\}"))
                .stream()
                .content()
                .collectList()
                .block());

    assertThat(converter.convert(answer)).isEqualTo(new Place("Oslo"));
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "{\"city\":\"Oslo\"}");
  }

  /** A structured answer. */
  record Place(String city) {}

  @Test
  void endsTheSpansOfACancelledStream() {
    SseStream events = SseStream.create();
    events.emit(Replies.chunk("{\"role\":\"assistant\",\"content\":\"It \"}", null));
    events.emit(Replies.chunk("{\"content\":\"is \"}", null));
    events.emit(Replies.chunk("{\"content\":\"sunny\"}", null));
    server.enqueue(StubResponse.sse(events));

    client().prompt().user("How?").stream().content().take(1).collectList().block();
    telemetry.awaitSpans(2);
    events.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }

  @Test
  void recordsAModelWithoutAClient() {
    server.enqueue(Replies.text("It is sunny."));

    model().call(new Prompt("How?"));

    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
  }

  @Test
  void recordsTheModelAloneOfAClientWithoutRegistry() {
    server.enqueue(Replies.text("It is sunny."));

    ChatClient.create(model()).prompt("How?").call().content();

    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
  }

  @Test
  void recordsALoopOfTheApplication() {
    server.enqueue(Replies.tools(WEATHER), Replies.text("It is sunny."));
    ToolCallingManager manager = toolCallingManager();
    ChatModel model = Models.chat(server.baseUrl(), registry, manager, 1);
    ChatOptions options = Models.withoutInnerLoop(ToolCallbacks.from(new WeatherTools()));
    Prompt prompt = new Prompt("How?", options);

    ChatResponse asked = model.call(prompt);
    Prompt next =
        new Prompt(manager.executeToolCalls(prompt, asked).conversationHistory(), options);
    model.call(next);

    List<SpanData> spans = telemetry.spans();
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("gpt-5-mini", "weather", "gpt-5-mini");
    assertThat(spans.get(1)).hasAttribute("tool.id", "call_1");
    assertThat(spans.get(2))
        .hasAttribute("llm.token_count.prompt", 20L)
        .hasAttribute("llm.token_count.prompt_details.cache_read", 16L);
  }

  @Test
  void recordsARetryAsOneCall() {
    server.enqueue(StubResponse.json(500, "{\"error\":{}}"), Replies.text("It is sunny."));

    Models.chat(server.baseUrl(), registry, toolCallingManager(), 2).call(new Prompt("How?"));

    assertThat(server.requests()).hasSize(2);
    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void recordsImagesAndAudioInAMessage() {
    server.enqueue(Replies.text("A cat."));
    byte[] bytes = {1, 2, 3};

    client()
        .prompt()
        .user(
            user ->
                user.text("What is it?")
                    .media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(bytes))
                    .media(MimeTypeUtils.parseMimeType("audio/wav"), new ByteArrayResource(bytes)))
        .call()
        .content();

    String contents = "llm.input_messages.0.message.contents.";
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute(contents + "0.message_content.type", "text")
        .hasAttribute(contents + "0.message_content.text", "What is it?")
        .hasAttribute(contents + "1.message_content.type", "image")
        .hasAttribute(contents + "1.message_content.image.image.url", "data:image/png;base64,AQID")
        .hasAttribute(contents + "2.message_content.type", "audio")
        .hasAttribute(contents + "2.message_content.audio.audio.url", "data:audio/wav;base64,AQID")
        .hasAttribute(contents + "2.message_content.audio.audio.mime_type", "audio/wav");
    assertThat(telemetry.trace().root()).hasAttribute("input.mime_type", "application/json");
  }
}
