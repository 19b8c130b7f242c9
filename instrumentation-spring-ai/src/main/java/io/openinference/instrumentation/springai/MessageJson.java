// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.Media;

/** Converts messages to maps in the format of OpenAI's chat API, for input and output values. */
final class MessageJson {

  private static final Map<String, Object> HIDDEN = Map.of("content", TraceConfig.REDACTED_VALUE);

  private final ContentRedactor redactor;

  MessageJson(ContentRedactor redactor) {
    this.redactor = redactor;
  }

  List<Map<String, Object>> of(List<? extends Message> messages) {
    List<Map<String, Object>> json = new ArrayList<>(messages.size());
    for (Message message : messages) {
      if (message instanceof ToolResponseMessage tools && !redactor.hidesMessages()) {
        tools.getResponses().forEach(response -> json.add(tool(response)));
      } else {
        json.add(of(message));
      }
    }
    return json;
  }

  Map<String, Object> of(Message message) {
    if (redactor.hidesMessages()) {
      return HIDDEN;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("role", Messages.role(message));
    json.put("content", content(message));
    if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
      json.put("tool_calls", assistant.getToolCalls().stream().map(MessageJson::toolCall).toList());
    }
    return json;
  }

  private @Nullable Object content(Message message) {
    List<Media> media = Messages.media(message);
    String text = message.getText();
    if (media.isEmpty()) {
      return text == null ? null : redactor.redactText(text);
    }
    List<Map<String, Object>> parts = new ArrayList<>();
    if (OptionalTexts.orNull(text) != null) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("type", "text");
      part.put("text", redactor.redactText(text));
      parts.add(part);
    }
    media.forEach(part -> parts.add(MediaParts.toJson(part, redactor)));
    return parts;
  }

  private Map<String, Object> tool(ToolResponseMessage.ToolResponse response) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("role", "tool");
    json.put("tool_call_id", response.id());
    json.put("name", response.name());
    json.put("content", redactor.redactText(response.responseData()));
    return json;
  }

  private static Map<String, Object> toolCall(AssistantMessage.ToolCall call) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", call.name());
    function.put("arguments", call.arguments());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", call.id());
    json.put("type", "function");
    json.put("function", function);
    return json;
  }
}
