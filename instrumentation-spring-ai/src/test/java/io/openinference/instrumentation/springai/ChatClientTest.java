// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

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
        .hasNoEvents()
        .hasJsonAttribute("llm.invocation_parameters", Models.PARAMETERS)
        .hasExactlyAttributesExcept(
            with(
                question(),
                sunny(),
                // The parts of a stream have no details.
                stream
                    ? Map.of()
                    : Map.of(
                        "llm.token_count.prompt_details.cache_read", 16L,
                        "llm.token_count.completion_details.reasoning", 5L)),
            "llm.invocation_parameters");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsThoughtsBetweenTags(boolean stream) {
    server.enqueue(
        stream
            ? StubResponse.sse(
                qwen("chat.completion.chunk", "delta", "<think>\\nGreet.\\n</th"),
                qwen("chat.completion.chunk", "delta", "ink>\\n\\nHello"),
                "[DONE]")
            : StubResponse.json(
                qwen("chat.completion", "message", "<think>\\nGreet.\\n</think>\\n\\nHello")));

    assertThat(ask(client(), stream)).isEqualTo("<think>\nGreet.\n</think>\n\nHello");
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute("llm.output_messages.0.message.contents.0.message_content.type", "reasoning")
        .hasAttribute("llm.output_messages.0.message.contents.0.message_content.text", "Greet.")
        .hasAttribute("llm.output_messages.0.message.contents.1.message_content.text", "Hello")
        .doesNotHaveAttribute("llm.output_messages.0.message.content");
  }

  private static String qwen(String object, String part, String text) {
    return "{\"id\":\"c\",\"object\":\"%s\",\"created\":1,\"model\":\"qwen3:8b\",\"choices\":[{\"index\":0,\"%s\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":null}]}"
        .formatted(object, part, text);
  }

  @SafeVarargs
  private static Map<String, Object> with(Map<String, ?>... parts) {
    Map<String, Object> all = new HashMap<>();
    for (Map<String, ?> part : parts) {
      all.putAll(part);
    }
    return all;
  }

  /** What a call of the model has that has not been answered. */
  private static Map<String, Object> request() {
    return Map.of(
        "openinference.span.kind", "LLM",
        "llm.system", "openai",
        "llm.provider", "openai",
        "llm.model_name", "gpt-5-mini",
        "input.value",
            "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"How is the weather in Oslo?\"}]}",
        "input.mime_type", "application/json",
        "llm.input_messages.0.message.role", "system",
        "llm.input_messages.0.message.content", "Be brief.",
        "llm.input_messages.1.message.role", "user",
        "llm.input_messages.1.message.content", "How is the weather in Oslo?");
  }

  /** What a call of the model has that has been answered. */
  private static Map<String, Object> question() {
    return with(
        request(),
        Map.of(
            "llm.model_name", "gpt-5-mini-2025-08-07",
            "llm.request.model_name", "gpt-5-mini",
            "llm.response.model_name", "gpt-5-mini-2025-08-07"));
  }

  private static Map<String, Object> sunny() {
    return Map.of(
        "output.value", "It is sunny.",
        "output.mime_type", "text/plain",
        "llm.output_messages.0.message.role", "assistant",
        "llm.output_messages.0.message.content", "It is sunny.",
        "llm.finish_reason", "stop",
        "llm.token_count.prompt", 20L,
        "llm.token_count.completion", 9L,
        "llm.token_count.total", 29L);
  }

  /** Returns a message that asks for a tool. */
  private static Map<String, Object> toolCall(String message, String tool) {
    String call = message + "tool_calls.0.tool_call.";
    return Map.of(
        message + "role", "assistant",
        call + "id", "call_1",
        call + "function.name", tool,
        call + "function.arguments", "{\"city\":\"Oslo\"}");
  }

  /** Returns the span of a tool. */
  private static Map<String, Object> toolRun(String tool, String description, String output) {
    return Map.of(
        "openinference.span.kind", "TOOL",
        "tool.name", tool,
        "tool.id", "call_1",
        "tool.description", description,
        "tool.parameters", "{\"city\":\"Oslo\"}",
        "input.value", "{\"city\":\"Oslo\"}",
        "input.mime_type", "application/json",
        "output.value", output,
        "output.mime_type", output.startsWith("\"") ? "application/json" : "text/plain");
  }

  private static final String SCHEMA =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "properties": {"city": {"type": "string"}}, "required": ["city"],
       "additionalProperties": false}
      """;

  /** The attributes of the three tools, whose order is that of reflection. */
  private static String[] tools() {
    return IntStream.range(0, 3)
        .boxed()
        .flatMap(i -> Stream.of("name", "description", "json_schema").map(key -> tool(i, key)))
        .toArray(String[]::new);
  }

  private static String tool(int index, String key) {
    return "llm.tools." + index + ".tool." + key;
  }

  private static void assertTools(SpanData span) {
    assertThat(IntStream.range(0, 3).mapToObj(i -> text(span, tool(i, "name"))))
        .containsExactlyInAnyOrder("weather", "broken", "direct");
    for (int i = 0; i < 3; i++) {
      assertThat(span)
          .hasJsonAttribute(
              tool(i, "json_schema"),
              "{\"type\": \"function\", \"function\": {\"name\": \"%s\", \"description\": \"%s\", \"parameters\": %s}}"
                  .formatted(
                      text(span, tool(i, "name")), text(span, tool(i, "description")), SCHEMA));
    }
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
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
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "AGENT",
                "input.value", "How is the weather in Oslo?",
                "input.mime_type", "text/plain",
                "output.value", "It is sunny.",
                "output.mime_type", "text/plain"));
    List<SpanData> steps = telemetry.trace().children(telemetry.trace().root());
    String[] unequal = and(tools(), "llm.invocation_parameters", "output.value");
    assertThat(steps.get(0))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributesExcept(
            with(
                question(),
                toolCall("llm.output_messages.0.message.", "weather"),
                Map.of(
                    "output.mime_type", "application/json",
                    "llm.finish_reason", "tool_calls",
                    "llm.token_count.prompt", 100L,
                    "llm.token_count.completion", 10L,
                    "llm.token_count.total", 110L)),
            unequal);
    assertTools(steps.get(0));
    assertThat(steps.get(1))
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("tool.json_schema", SCHEMA)
        .hasExactlyAttributesExcept(
            toolRun("weather", "Tells the weather of a city.", "\"sunny in Oslo\""),
            "tool.json_schema");
    Map<String, Object> last =
        with(
            question(),
            sunny(),
            toolCall("llm.input_messages.2.message.", "weather"),
            Map.of(
                "llm.input_messages.3.message.role", "tool",
                "llm.input_messages.3.message.name", "weather",
                "llm.input_messages.3.message.tool_call_id", "call_1",
                "llm.input_messages.3.message.content", "\"sunny in Oslo\""));
    last.remove("input.value");
    assertThat(steps.get(2))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasAttribute("output.value", "It is sunny.")
        .hasExactlyAttributesExcept(
            last,
            and(
                unequal,
                "input.value",
                // The sums of Spring AI 1 have no details.
                "llm.token_count.prompt_details.cache_read",
                "llm.token_count.completion_details.reasoning"));
    assertTools(steps.get(2));
  }

  private static String[] and(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
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
    Map<String, Object> first =
        toolRun("weather", "Tells the weather of a city.", "\"sunny in Oslo\"");
    assertThat(steps.get(1)).hasExactlyAttributesExcept(first, "tool.json_schema");
    assertThat(steps.get(2))
        .hasExactlyAttributesExcept(with(first, Map.of("tool.id", "call_2")), "tool.json_schema");
    assertThat(steps.get(0))
        .hasAttribute("llm.token_count.prompt", 100L)
        .hasAttribute("llm.output_messages.0.message.tool_calls.1.tool_call.id", "call_2");
    assertThat(steps.get(3))
        .hasAttribute("llm.token_count.prompt", 20L)
        .hasAttribute("llm.input_messages.3.message.tool_call_id", "call_1")
        .hasAttribute("llm.input_messages.4.message.tool_call_id", "call_2");
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
        .hasExactlyAttributesExcept(
            toolRun("broken", "Fails.", "no weather for Oslo"), "tool.json_schema");
    assertThat(telemetry.trace().span("broken").getEvents()).hasSize(1);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasAttribute("output.value", "It is sunny.");
    List<SpanData> steps = telemetry.trace().children(telemetry.trace().root());
    assertThat(steps.get(0)).hasAttribute("llm.token_count.total", 110L);
    assertThat(steps.get(2))
        .hasAttribute("llm.token_count.total", 29L)
        .hasAttribute("llm.input_messages.3.message.content", "no weather for Oslo");
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
    String exception =
        Models.IS_SPRING_AI_2
            ? "com.openai.errors.BadRequestException"
            : stream
                ? WebClientResponseException.BadRequest.class.getCanonicalName()
                : NonTransientAiException.class.getName();
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(exception)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How is the weather in Oslo?",
                "input.mime_type", "text/plain"));
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.ERROR)
        .hasException(exception)
        .hasJsonAttribute("llm.invocation_parameters", Models.PARAMETERS)
        .hasExactlyAttributesExcept(request(), "llm.invocation_parameters");
    assertThat(telemetry.trace().span("gpt-5-mini").getEvents()).hasSize(1);
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

    endingAfterCancel(client().prompt().user("How?").stream().content(), events)
        .take(1)
        .collectList()
        .block();
    telemetry.awaitSpans(2);
    events.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How?",
                "input.mime_type", "text/plain"));
    // The parts reach a wrapped model only.
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.system", "openai",
                "llm.provider", "openai",
                "llm.model_name", "gpt-5-mini",
                "input.value", "{\"messages\":[{\"role\":\"user\",\"content\":\"How?\"}]}",
                "input.mime_type", "application/json",
                "llm.input_messages.0.message.role", "user",
                "llm.input_messages.0.message.content", "How?"),
            "llm.invocation_parameters");
  }

  /**
   * Ends the answer a moment after the cancel. The client that Spring AI 2 calls closes its reader
   * on the thread that cancels, and waits there for the thread that reads: until the provider sends
   * something, or until the timeout of 10 seconds.
   */
  private static Flux<String> endingAfterCancel(Flux<String> parts, SseStream events) {
    return Models.IS_SPRING_AI_2
        ? parts.doOnCancel(
            () -> Schedulers.parallel().schedule(() -> events.end(), 500, TimeUnit.MILLISECONDS))
        : parts;
  }

  /** The first part of the answer comes after the tool. The rest never comes. */
  @Test
  void endsTheSpansOfAStreamThatIsCancelledAfterATool() {
    SseStream events = SseStream.create();
    events.emit(Replies.chunk("{\"role\":\"assistant\",\"content\":\"It \"}", null));
    events.emit(Replies.chunk("{\"content\":\"is \"}", null));
    events.emit(Replies.chunk("{\"content\":\"sunny\"}", null));
    server.enqueue(Replies.streamedTools(WEATHER), StubResponse.sse(events));

    endingAfterCancel(
            client().prompt().user("How?").tools(new WeatherTools()).stream().content(), events)
        .filter(part -> !part.isEmpty())
        .take(1)
        .collectList()
        .block();
    telemetry.awaitSpans(4);
    events.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
            """);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasStatus(StatusCode.OK).hasNoEvents());
    List<SpanData> steps = telemetry.trace().children(telemetry.trace().root());
    assertThat(steps.get(0))
        .hasAttribute("llm.finish_reason", "tool_calls")
        .hasAttribute("llm.token_count.total", 110L);
    assertThat(steps.get(1))
        .hasAttribute("tool.id", "call_1")
        .hasAttribute("output.value", "\"sunny in Oslo\"");
    assertThat(steps.get(2))
        .hasAttribute("llm.input_messages.2.message.tool_call_id", "call_1")
        .hasNoAttributeStartingWith("llm.token_count");
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
    assertThat(telemetry.trace().root())
        .hasAttribute("input.mime_type", "application/json")
        .hasAttribute(
            "input.value",
            "{\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"text\",\"text\":\"What is it?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}},"
                + "{\"type\":\"audio\"}]}]}");
  }
}
