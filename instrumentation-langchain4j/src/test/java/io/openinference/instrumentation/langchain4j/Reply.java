// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A reply of the stand-in for OpenAI's chat API: a text, or calls of tools. */
final class Reply {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, Object> USAGE =
      Map.of(
          "prompt_tokens", 11,
          "completion_tokens", 7,
          "total_tokens", 18,
          "prompt_tokens_details", Map.of("cached_tokens", 3),
          "completion_tokens_details", Map.of("reasoning_tokens", 2));

  private final List<String> texts;
  private final List<Map<String, Object>> toolCalls;

  private Reply(List<String> texts, List<Map<String, Object>> toolCalls) {
    this.texts = texts;
    this.toolCalls = toolCalls;
  }

  static Reply text(String... tokens) {
    return new Reply(List.of(tokens), List.of());
  }

  static Reply toolCall(String id, String name, String arguments) {
    return new Reply(List.of(), List.of()).andToolCall(id, name, arguments);
  }

  Reply andToolCall(String id, String name, String arguments) {
    List<Map<String, Object>> more = new ArrayList<>(toolCalls);
    Map<String, Object> function = Map.of("name", name, "arguments", arguments);
    more.add(Map.of("index", more.size(), "id", id, "type", "function", "function", function));
    return new Reply(texts, more);
  }

  /** Answers in the way that the request asks for. */
  StubResponse to(StubRequest request) {
    return request.bodyText().replace(" ", "").contains("\"stream\":true") ? streamed() : whole();
  }

  StubResponse whole() {
    Map<String, Object> message =
        toolCalls.isEmpty()
            ? Map.of("role", "assistant", "content", String.join("", texts))
            : Map.of("role", "assistant", "tool_calls", toolCalls);
    Map<String, Object> choice =
        Map.of("index", 0, "message", message, "finish_reason", finishReason());
    return StubResponse.json(
        json(
            Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "gpt-4o-mini-2024-07-18",
                "choices",
                List.of(choice),
                "usage",
                USAGE)));
  }

  StubResponse streamed() {
    List<String> events = chunks();
    events.add("[DONE]");
    return StubResponse.sse(events.toArray(String[]::new));
  }

  /** Emits all but the end of the stream. */
  void emitTo(SseStream stream) {
    chunks().forEach(stream::emit);
  }

  /** Returns the event that brings a part of a text. */
  static String part(String text) {
    return chunk(Map.of("content", text));
  }

  /** Returns the events that end the stream of a text. */
  static List<String> end() {
    List<String> events = text().chunks();
    events.add("[DONE]");
    return events;
  }

  private List<String> chunks() {
    List<String> chunks = new ArrayList<>();
    for (String text : texts) {
      chunks.add(part(text));
    }
    for (Map<String, Object> toolCall : toolCalls) {
      chunks.add(chunk(Map.of("tool_calls", List.of(toolCall))));
    }
    Map<String, Object> last =
        Map.of("index", 0, "delta", Map.of(), "finish_reason", finishReason());
    chunks.add(chunkOf(List.of(last)));
    chunks.add(
        json(
            Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "gpt-4o-mini-2024-07-18",
                "choices",
                List.of(),
                "usage",
                USAGE)));
    return chunks;
  }

  private static String chunk(Map<String, Object> delta) {
    return chunkOf(List.of(Map.of("index", 0, "delta", delta)));
  }

  private static String chunkOf(List<Map<String, Object>> choices) {
    return json(
        Map.of(
            "id",
            "chatcmpl-1",
            "object",
            "chat.completion.chunk",
            "created",
            1,
            "model",
            "gpt-4o-mini-2024-07-18",
            "choices",
            choices));
  }

  private String finishReason() {
    return toolCalls.isEmpty() ? "stop" : "tool_calls";
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
