// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static io.openinference.semconv.LlmAttributes.LLM_INPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_OUTPUT_MESSAGES;
import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENT;
import static io.openinference.semconv.MessageAttributes.MESSAGE_NAME;
import static io.openinference.semconv.MessageAttributes.MESSAGE_ROLE;
import static io.openinference.semconv.MessageAttributes.MESSAGE_TOOL_CALLS;
import static io.openinference.semconv.MessageAttributes.MESSAGE_TOOL_CALL_ID;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_FUNCTION_ARGUMENTS;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_FUNCTION_NAME;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_ID;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Records the message at one index by hand, with keys made before the first call. */
final class MessageFloor {

  static final MessageFloor OUTPUT = new MessageFloor(LLM_OUTPUT_MESSAGES, 0);
  static final List<MessageFloor> INPUT =
      IntStream.range(0, 4).mapToObj(i -> new MessageFloor(LLM_INPUT_MESSAGES, i)).toList();

  private final AttributeKey<String> role;
  private final AttributeKey<String> content;
  private final AttributeKey<String> name;
  private final AttributeKey<String> toolCallId;
  private final AttributeKey<String> requestId;
  private final AttributeKey<String> requestName;
  private final AttributeKey<String> requestArguments;

  private MessageFloor(ObjectListKey messages, int index) {
    role = messages.at(index, MESSAGE_ROLE);
    content = messages.at(index, MESSAGE_CONTENT);
    name = messages.at(index, MESSAGE_NAME);
    toolCallId = messages.at(index, MESSAGE_TOOL_CALL_ID);
    ObjectListKey toolCalls = messages.at(index, MESSAGE_TOOL_CALLS);
    requestId = toolCalls.at(0, TOOL_CALL_ID);
    requestName = toolCalls.at(0, TOOL_CALL_FUNCTION_NAME);
    requestArguments = toolCalls.at(0, TOOL_CALL_FUNCTION_ARGUMENTS);
  }

  void record(Span span, ChatMessage message) {
    if (message instanceof UserMessage user) {
      span.setAttribute(role, "user");
      span.setAttribute(content, user.singleText());
    } else if (message instanceof ToolExecutionResultMessage result) {
      span.setAttribute(role, "tool");
      span.setAttribute(content, result.text());
      span.setAttribute(toolCallId, result.id());
      span.setAttribute(name, result.toolName());
    } else if (message instanceof AiMessage answer) {
      span.setAttribute(role, "assistant");
      if (answer.text() != null) {
        span.setAttribute(content, answer.text());
      }
      for (ToolExecutionRequest request : answer.toolExecutionRequests()) {
        span.setAttribute(requestId, request.id());
        span.setAttribute(requestName, request.name());
        span.setAttribute(requestArguments, request.arguments());
      }
    }
  }

  static Map<String, Object> json(ChatMessage message) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (message instanceof UserMessage user) {
      json.put("role", "user");
      json.put("content", user.singleText());
    } else if (message instanceof ToolExecutionResultMessage result) {
      json.put("role", "tool");
      json.put("content", result.text());
      json.put("tool_call_id", result.id());
      json.put("name", result.toolName());
    } else if (message instanceof AiMessage answer) {
      json.put("role", "assistant");
      json.put(
          "tool_calls", answer.toolExecutionRequests().stream().map(MessageFloor::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(ToolExecutionRequest request) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", request.name());
    function.put("arguments", request.arguments());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", request.id());
    json.put("type", "function");
    json.put("function", function);
    return json;
  }
}
