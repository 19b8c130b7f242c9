// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request, its answer and the span that they make. */
final class Scenario {

  static final String REQUEST =
      """
      {"model": "claude-sonnet-4-5", "max_tokens": 100,
       "messages": [{"role": "user", "content": "Where is my parcel?"}]}
      """;
  static final String ANSWER =
      """
      {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
       "content": [{"type": "text", "text": "In Oslo."}],
       "stop_reason": "end_turn", "stop_sequence": null,
       "usage": {"input_tokens": 10, "output_tokens": 5}}
      """;

  private final String name;
  private String request = REQUEST;
  private String answer = ANSWER;
  private String events = "";
  private boolean hasContent = true;
  private StatusCode status = StatusCode.OK;
  private String statusDescription = "";
  private Class<?> exception;
  private final Map<String, Object> input = new LinkedHashMap<>();
  private final Map<String, Object> output = new LinkedHashMap<>();
  private final Map<String, String> json = new LinkedHashMap<>();

  private Scenario(String name) {
    this.name = name;
    input.put("llm.input_messages.0.message.role", "user");
    input.put("llm.input_messages.0.message.content", "Where is my parcel?");
    output.put("llm.output_messages.0.message.role", "assistant");
    output.put("llm.output_messages.0.message.content", "In Oslo.");
    output.put("llm.finish_reason", "end_turn");
    output.put("llm.token_count.prompt", 10L);
    output.put("llm.token_count.completion", 5L);
    output.put("llm.token_count.total", 15L);
  }

  static Scenario of(String name) {
    return new Scenario(name);
  }

  /** Adds fields to the request. */
  Scenario request(String fields) {
    request = Json.merge(request, fields);
    return this;
  }

  /** Replaces the whole request. */
  Scenario onlyRequest(String json) {
    request = json;
    return this;
  }

  /** Replaces the messages of the request. */
  Scenario messages(String messages) {
    input.clear();
    return request("{\"messages\": " + messages + "}");
  }

  /** Adds fields to the answer. */
  Scenario answer(String fields) {
    answer = Json.merge(answer, fields);
    return this;
  }

  /** Replaces the whole answer. */
  Scenario onlyAnswer(String json) {
    answer = json;
    return this;
  }

  /** Replaces the content of the answer. */
  Scenario content(String content) {
    output.remove("llm.output_messages.0.message.content");
    return answer("{\"content\": " + content + "}");
  }

  /** Sets the events of the stream, one a line. By default the stream is the answer taken apart. */
  Scenario events(String lines) {
    events = lines;
    return this;
  }

  /** Expects input messages, in the lines of {@link #expect}. */
  Scenario in(String lines) {
    expect(input, "llm.input_messages.", lines);
    return this;
  }

  /** Expects the parts of the output message, in the lines of {@link #expect}. */
  Scenario out(String lines) {
    expect(output, "llm.output_messages.", lines.replaceAll("(?m)^", "0."));
    return this;
  }

  /**
   * Reads lines such as {@code 0.content = Hi}, {@code 0.c1.text = Hi} for a part of a message, and
   * {@code 0.c1.tool = id|name|arguments} for a part that calls a tool.
   */
  private void expect(Map<String, Object> expected, String list, String lines) {
    Map<String, Integer> toolCalls = new LinkedHashMap<>();
    lines
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              String[] pair = line.split(" = ", 2);
              String[] path = pair[0].split("\\.", 3);
              String message = list + path[0] + ".message.";
              if (path.length == 2) {
                expected.put(message + path[1], pair[1]);
                return;
              }
              String part = message + "contents." + path[1].substring(1) + ".message_content.";
              if (!path[2].equals("tool")) {
                // The library may write the fields of a block in another order.
                boolean isJson = pair[1].startsWith("{");
                if (isJson) {
                  json.put(part + path[2], pair[1]);
                } else {
                  expected.put(part + path[2], pair[1]);
                }
                return;
              }
              int index = toolCalls.merge(message, 1, Integer::sum) - 1;
              expected.put(part + "type", "tool_use");
              expectTool(expected, message + "contents." + path[1].substring(1) + ".", pair[1]);
              expectTool(expected, message + "tool_calls." + index + ".", pair[1]);
            });
  }

  private static void expectTool(Map<String, Object> expected, String prefix, String tool) {
    String[] parts = tool.split("\\|", 3);
    putText(expected, prefix + "tool_call.id", parts[0]);
    expected.put(prefix + "tool_call.function.name", parts[1]);
    putText(expected, prefix + "tool_call.function.arguments", parts[2]);
  }

  private static void putText(Map<String, Object> expected, String key, String text) {
    if (!text.isEmpty()) {
      expected.put(key, text);
    }
  }

  Scenario tokens(long prompt, long completion) {
    output.put("llm.token_count.prompt", prompt);
    output.put("llm.token_count.completion", completion);
    output.put("llm.token_count.total", prompt + completion);
    return this;
  }

  Scenario has(String key, Object value) {
    output.put(key, value);
    return this;
  }

  Scenario hasNot(String... keys) {
    for (String key : keys) {
      output.remove(key);
      input.remove(key);
    }
    return this;
  }

  /** Expects that nothing of an answer arrives. */
  Scenario noAnswer() {
    answer = "";
    output.clear();
    return hasNoContent();
  }

  /** Expects the status of a failure. */
  Scenario fails(String description) {
    status = StatusCode.ERROR;
    statusDescription = description;
    return this;
  }

  /** Expects the status and the exception of a failure. */
  Scenario fails(Throwable failure) {
    exception = failure.getClass();
    return fails(failure.toString());
  }

  /** Expects no event of the first token, because the answer is empty. */
  Scenario hasNoContent() {
    hasContent = false;
    return hasNot("llm.output_messages.0.message.content");
  }

  Scenario hasJson(String key, String value) {
    json.put(key, value);
    return this;
  }

  /** Expects what {@link AbstractAnthropicTest#inScopes} says. */
  Scenario inScopes() {
    return has("session.id", "s-1").has("user.id", "u-1").has("tag.tags", List.of("t-1"));
  }

  String request() {
    return request;
  }

  String answer() {
    return answer;
  }

  /** Returns the events of the stream that gives the answer. */
  String[] events() {
    return events.isEmpty()
        ? Events.of(answer)
        : events.lines().filter(line -> !line.isBlank()).toArray(String[]::new);
  }

  /** Verifies the span: all of its attributes, its events and its status. */
  void verify(SpanData span, String spanName) {
    Map<String, String> allJson = new LinkedHashMap<>(json);
    Map<String, Object> expected = new LinkedHashMap<>(input);
    expected.putAll(output);
    boolean streaming = spanName.endsWith("stream");
    String sent = streaming ? Json.merge(request, "{\"stream\": true}") : request;
    allJson.putIfAbsent("input.value", sent);
    if (!answer.isEmpty()) {
      allJson.putIfAbsent("output.value", streaming ? Json.withoutNulls(answer) : answer);
      expected.put("output.mime_type", "application/json");
    }
    allJson.putIfAbsent(
        "llm.invocation_parameters", Json.without(sent, "messages", "system", "tools"));
    expected.put("openinference.span.kind", "LLM");
    expected.put("llm.system", "anthropic");
    expected.putIfAbsent("llm.provider", "anthropic");
    expected.putIfAbsent("llm.model_name", "claude-sonnet-4-5");
    expected.put("input.mime_type", "application/json");
    assertThat(span).hasName(spanName).hasStatus(status).hasStatusDescription(statusDescription);
    assertThat(span.getEvents()).extracting(EventData::getName).isEqualTo(spanEvents(streaming));
    if (exception != null) {
      assertThat(span).hasException(exception.getName());
    }
    allJson.forEach((key, value) -> assertThat(span).hasJsonAttribute(key, value));
    assertThat(span).hasExactlyAttributesExcept(expected, allJson.keySet().toArray(String[]::new));
  }

  private List<String> spanEvents(boolean streaming) {
    List<String> names = new ArrayList<>();
    if (streaming && hasContent) {
      names.add("First Token Stream Event");
    }
    if (exception != null) {
      names.add("exception");
    }
    return names;
  }

  @Override
  public String toString() {
    return name;
  }
}
