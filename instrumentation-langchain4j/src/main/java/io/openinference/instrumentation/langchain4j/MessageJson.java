// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.CredentialRedactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts messages to maps in the format of OpenAI's chat API, for input and output values. */
final class MessageJson {

  private static final Map<String, Object> HIDDEN = Map.of("content", TraceConfig.REDACTED_VALUE);

  /** The initial capacity, enough for the fields of one message. */
  private static final int FIELDS = 8;

  private final ContentRedactor redactor;

  MessageJson(ContentRedactor redactor) {
    this.redactor = redactor;
  }

  List<Map<String, Object>> of(List<? extends ChatMessage> messages) {
    List<Map<String, Object>> json = new ArrayList<>(messages.size());
    for (ChatMessage message : messages) {
      json.add(of(message));
    }
    return json;
  }

  Map<String, Object> of(ChatMessage message) {
    return redactor.hidesMessages() ? HIDDEN : shown(message);
  }

  private Map<String, Object> shown(ChatMessage message) {
    Map<String, Object> json = new LinkedHashMap<>(FIELDS);
    if (message instanceof SystemMessage system) {
      put(json, "role", "system");
      put(json, "content", text(system.text()));
    } else if (message instanceof UserMessage user) {
      put(json, "role", "user");
      put(json, "content", contents(user.contents()));
      put(json, "name", user.name());
    } else if (message instanceof AiMessage ai) {
      putAssistant(json, ai);
    } else if (message instanceof ToolExecutionResultMessage result) {
      put(json, "role", "tool");
      put(json, "content", contents(Messages.toolContents(result)));
      put(json, "tool_call_id", result.id());
      put(json, "name", result.toolName());
    } else if (message instanceof CustomMessage custom) {
      json.putAll(
          redactor.hidesText() ? HIDDEN : CredentialRedactor.redactFields(custom.attributes()));
    }
    return json;
  }

  private void putAssistant(Map<String, Object> json, AiMessage message) {
    put(json, "role", "assistant");
    put(json, "content", text(message.text()));
    put(json, "reasoning_content", text(message.thinking()));
    if (message.hasToolExecutionRequests()) {
      put(json, "tool_calls", toolCalls(message.toolExecutionRequests()));
    }
  }

  private static List<Map<String, Object>> toolCalls(List<ToolExecutionRequest> requests) {
    List<Map<String, Object>> toolCalls = new ArrayList<>(requests.size());
    for (ToolExecutionRequest request : requests) {
      toolCalls.add(toolCall(request));
    }
    return toolCalls;
  }

  private static Map<String, Object> toolCall(ToolExecutionRequest request) {
    Map<String, Object> function = new LinkedHashMap<>(FIELDS);
    put(function, "name", request.name());
    put(function, "arguments", request.arguments());
    Map<String, Object> json = new LinkedHashMap<>(FIELDS);
    put(json, "id", request.id());
    put(json, "type", "function");
    put(json, "function", function);
    return json;
  }

  private Object contents(List<? extends Content> contents) {
    String text = Contents.singleText(contents);
    return text == null
        ? contents.stream().map(content -> Contents.toJson(content, redactor)).toList()
        : redactor.redactText(text);
  }

  private @Nullable String text(@Nullable String text) {
    return text == null ? null : redactor.redactText(text);
  }

  private static void put(Map<String, Object> json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }
}
