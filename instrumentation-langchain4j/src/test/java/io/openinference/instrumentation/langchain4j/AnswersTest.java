// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of models of all makers, and streams that end before their answer is complete. */
class AnswersTest extends RunDoorTest {

  private static final String CONTENT = "contents.%d.message_content.";

  /** A model of any maker. */
  record MakersModel(ModelProvider provider, AiMessage answer) implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(answer).build();
    }
  }

  static Stream<Arguments> messages() {
    AiMessage.Builder lookUp = AiMessage.builder().toolExecutionRequests(List.of(lookUp("call_1")));
    return Stream.of(
        arguments(
            "Anthropic, thinking that is not shown",
            ModelProvider.ANTHROPIC,
            AiMessage.builder()
                .text("Hello!")
                .attributes(Map.of("thinking_signature", "c2ln"))
                .build(),
            Map.ofEntries(
                entry(content(0, "type"), "reasoning"),
                entry(content(0, "signature"), "c2ln"),
                entry(content(1, "type"), "text"),
                entry(content(1, "text"), "Hello!"))),
        arguments(
            "Anthropic, redacted thinking",
            ModelProvider.ANTHROPIC,
            AiMessage.builder()
                .text("Hello!")
                .thinking("Greet.")
                .attributes(
                    Map.of(
                        "thinking_signature", "c2ln", "redacted_thinking", List.of("b25l", "dHdv")))
                .build(),
            Map.ofEntries(
                entry(content(0, "type"), "reasoning"),
                entry(content(0, "text"), "Greet."),
                entry(content(0, "signature"), "c2ln"),
                entry(content(1, "type"), "reasoning"),
                entry(content(1, "data"), "b25l"),
                entry(content(2, "type"), "reasoning"),
                entry(content(2, "data"), "dHdv"),
                entry(content(3, "type"), "text"),
                entry(content(3, "text"), "Hello!"))),
        arguments(
            "OpenAI's Responses API, encrypted reasoning",
            ModelProvider.OPEN_AI,
            AiMessage.builder()
                .text("Hello!")
                .thinking("Greet.")
                .attributes(Map.of("encrypted_reasoning", "ZW5j"))
                .build(),
            Map.ofEntries(
                entry(content(0, "type"), "reasoning"),
                entry(content(0, "text"), "Greet."),
                entry(content(0, "encrypted_content"), "ZW5j"),
                entry(content(1, "type"), "text"),
                entry(content(1, "text"), "Hello!"))),
        arguments(
            "Gemini, the signature of a tool call",
            ModelProvider.GOOGLE_AI_GEMINI,
            lookUp.attributes(Map.of("thinking_signature", "c2ln")).build(),
            Map.ofEntries(
                entry("tool_calls.0.tool_call.id", "call_1"),
                entry("tool_calls.0.tool_call.function.name", "lookUp"),
                entry("tool_calls.0.tool_call.function.arguments", "{}"),
                entry("tool_calls.0.tool_call.reasoning_signature", "c2ln"))),
        arguments(
            "Gemini, the signature of a text",
            ModelProvider.GOOGLE_VERTEX_AI_GEMINI,
            AiMessage.builder()
                .text("Hello!")
                .attributes(Map.of("thinking_signature", "c2ln"))
                .build(),
            Map.ofEntries(
                entry(content(0, "type"), "text"),
                entry(content(0, "text"), "Hello!"),
                entry(content(0, "signature"), "c2ln"))),
        arguments(
            "Google's GenAI, a signature by the id of the call",
            ModelProvider.OTHER,
            lookUp.attributes(Map.of("thought_signature_call_1", "c2ln")).build(),
            Map.ofEntries(
                entry("tool_calls.0.tool_call.id", "call_1"),
                entry("tool_calls.0.tool_call.function.name", "lookUp"),
                entry("tool_calls.0.tool_call.function.arguments", "{}"),
                entry("tool_calls.0.tool_call.reasoning_signature", "c2ln"))),
        arguments(
            "a message from JSON, whose images are none",
            ModelProvider.GOOGLE_AI_GEMINI,
            AiMessage.builder()
                .text("Hello!")
                .attributes(
                    Map.of(
                        "generated_images",
                        List.of(
                            Map.of("mimeType", "image/png"),
                            Image.builder().url("https://example.com/1.png").build())))
                .build(),
            Map.ofEntries(
                entry(content(0, "type"), "text"),
                entry(content(0, "text"), "Hello!"),
                entry(content(1, "type"), "image"),
                entry(content(1, "image.image.url"), "https://example.com/1.png"))));
  }

  private static String content(int index, String name) {
    return CONTENT.formatted(index) + name;
  }

  private static ToolExecutionRequest lookUp(String id) {
    return ToolExecutionRequest.builder().id(id).name("lookUp").arguments("{}").build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void recordsWhatAMessageKeepsAsAnswerAndAsHistory(
      String name, ModelProvider provider, AiMessage message, Map<String, Object> expected) {
    ChatModel model = TracedParts.traced(door, new MakersModel(provider, message), instrumentor);

    model.chat(
        UserMessage.from("Hi"),
        message,
        message.hasToolExecutionRequests()
            ? ToolExecutionResultMessage.from("call_1", "lookUp", "found")
            : UserMessage.from("Go on"));

    Map<String, Object> withRole = new TreeMap<>(expected);
    withRole.put("role", "assistant");
    assertThat(attributes("llm.output_messages.0.message.")).isEqualTo(withRole);
    assertThat(attributes("llm.input_messages.1.message.")).isEqualTo(withRole);
  }

  /** Streams what a test says. */
  record ScriptedModel(Consumer<StreamingChatResponseHandler> script)
      implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      script.accept(handler);
    }
  }

  private static void begin(StreamingChatResponseHandler handler) {
    handler.onPartialThinking(new PartialThinking("Greet "));
    handler.onPartialThinking(new PartialThinking("them."));
    handler.onPartialResponse("Hel");
    handler.onPartialResponse("lo");
  }

  private static void beginToolCalls(StreamingChatResponseHandler handler) {
    handler.onCompleteToolCall(new CompleteToolCall(0, lookUp("call_1")));
    for (String arguments : List.of("{\"city\":", "\"Os")) {
      handler.onPartialToolCall(
          PartialToolCall.builder()
              .index(1)
              .id("call_2")
              .name("getWeather")
              .partialArguments(arguments)
              .build());
    }
  }

  @Test
  void keepsWhatArrivedBeforeAStreamBreaks() {
    stream(
        handler -> {
          begin(handler);
          beginToolCalls(handler);
          handler.onError(new IllegalStateException("connection lost"));
        });

    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.ERROR)
        .hasJsonAttribute(
            "output.value",
            """
            {"role": "assistant", "content": "Hello", "reasoning_content": "Greet them.",
             "tool_calls": [
               {"id": "call_1", "type": "function",
                "function": {"name": "lookUp", "arguments": "{}"}},
               {"id": "call_2", "type": "function",
                "function": {"name": "getWeather", "arguments": "{\\"city\\":\\"Os"}}]}
            """);
    assertThat(attributes("llm.output_messages.0.message."))
        .containsEntry(content(0, "type"), "reasoning")
        .containsEntry(content(0, "text"), "Greet them.")
        .containsEntry(content(1, "text"), "Hello")
        .containsEntry("tool_calls.0.tool_call.id", "call_1")
        .containsEntry("tool_calls.1.tool_call.id", "call_2")
        .containsEntry("tool_calls.1.tool_call.function.name", "getWeather")
        .containsEntry("tool_calls.1.tool_call.function.arguments", "{\"city\":\"Os");
  }

  @Test
  void keepsWhatArrivedBeforeAnEmptyEnd() {
    stream(
        handler -> {
          begin(handler);
          handler.onCompleteResponse(
              ChatResponse.builder().aiMessage(AiMessage.builder().build()).build());
        });

    assertThat(telemetry.spans().get(0)).hasAttribute("output.value", "Hello");
    assertThat(attributes("llm.output_messages.0.message."))
        .containsEntry(content(0, "text"), "Greet them.")
        .containsEntry(content(1, "text"), "Hello");
  }

  @Test
  void keepsToolCallsThatArrivedBeforeAnEmptyEnd() {
    stream(
        handler -> {
          handler.onCompleteToolCall(new CompleteToolCall(0, lookUp("call_1")));
          handler.onCompleteResponse(ChatResponse.builder().aiMessage(AiMessage.from("")).build());
        });

    assertThat(attributes("llm.output_messages.0.message."))
        .containsEntry("tool_calls.0.tool_call.id", "call_1")
        .containsEntry("tool_calls.0.tool_call.function.arguments", "{}");
  }

  @Test
  void doesNotDoubleWhatTheEndRepeats() {
    AiMessage whole =
        AiMessage.builder()
            .thinking("Greet them.")
            .text("Hello")
            .toolExecutionRequests(List.of(lookUp("call_1")))
            .build();
    stream(
        handler -> {
          begin(handler);
          handler.onCompleteToolCall(new CompleteToolCall(0, lookUp("call_1")));
          handler.onCompleteResponse(ChatResponse.builder().aiMessage(whole).build());
        });

    assertThat(attributes("llm.output_messages.0.message."))
        .containsEntry(content(0, "text"), "Greet them.")
        .containsEntry(content(1, "text"), "Hello")
        .doesNotContainKey("tool_calls.1.tool_call.id");
  }

  private void stream(Consumer<StreamingChatResponseHandler> script) {
    List<Object> ends = new ArrayList<>();
    TracedParts.traced(door, new ScriptedModel(script), instrumentor)
        .chat(
            "Hi",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String token) {}

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ends.add(response);
              }

              @Override
              public void onError(Throwable error) {
                ends.add(error);
              }
            });
    assertThat(ends).hasSize(1);
    assertThat(telemetry.spans()).hasSize(1);
  }
}
