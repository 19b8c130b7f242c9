// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of tracers: the newest form with parts, and the forms of model APIs that older
 * tracers record as they are.
 */
final class MessageReader {

  private final String defaultRole;

  /**
   * Creates a reader.
   *
   * @param defaultRole the role of messages that name none
   */
  MessageReader(String defaultRole) {
    this.defaultRole = defaultRole;
  }

  /**
   * Reads a JSON text or a plain text. A bad element is left out and does not affect the other
   * elements.
   */
  Messages read(String text) {
    PartialJson.Result json = PartialJson.read(text);
    return json == null
        ? new Messages(List.of(GenAiMessage.text(defaultRole, text)), false)
        : read(json);
  }

  Messages read(PartialJson.Result json) {
    Object value = json.value();
    if (value instanceof Map<?, ?> object && object.get("messages") instanceof List<?> messages) {
      value = messages;
    }
    List<@Nullable Object> items = Trees.list(value);
    if (!(value instanceof List)) {
      items.add(value);
    }
    List<GenAiMessage> messages = new ArrayList<>();
    for (Object item : items) {
      GenAiMessage message = message(item);
      if (message != null) {
        messages.add(message);
      }
    }
    return new Messages(messages, json.isCut());
  }

  @Nullable GenAiMessage message(@Nullable Object item) {
    if (item instanceof String text) {
      return GenAiMessage.text(defaultRole, text);
    }
    Map<String, @Nullable Object> object = Trees.object(item);
    if (object.get("message") instanceof Map) {
      // The element is a choice. Its finish reason stands beside the message.
      GenAiMessage inner = message(object.get("message"));
      String reason = Trees.text(object, "finish_reason");
      return inner == null || reason == null
          ? inner
          : new GenAiMessage(inner.role(), inner.parts(), inner.name(), reason);
    }
    String role = GenAiMessage.role(Trees.text(object, "role"), defaultRole);
    List<Map<String, @Nullable Object>> parts = parts(object, role);
    if (parts.isEmpty() && !object.containsKey("role")) {
      return null;
    }
    return new GenAiMessage(
        role, parts, Trees.text(object, "name"), Trees.text(object, "finish_reason"));
  }

  private static List<Map<String, @Nullable Object>> parts(
      Map<String, @Nullable Object> message, String role) {
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    Object content = Trees.first(message, "parts", "content", "contents");
    String callId = Trees.text(message, "tool_call_id", "tool_use_id");
    if (role.equals("tool") && callId == null && !(message.get("parts") instanceof List)) {
      callId = Trees.text(message, "id");
    }
    if (role.equals("tool") && callId != null) {
      parts.add(Parts.toolCallResponse(callId, content));
      return parts;
    }
    if (content instanceof String text) {
      // Some tracers write a list of parts as text.
      Object list = text.startsWith("[{") ? PartialJson.readWhole(text) : null;
      content = list == null ? List.of(text) : list;
    } else if (content instanceof Map) {
      content = List.of(content);
    }
    for (Object part : Trees.list(content)) {
      Map<String, @Nullable Object> read = PartReader.read(part);
      if (read != null) {
        parts.add(read);
      }
    }
    for (Object call : Trees.list(Trees.structured(message.get("tool_calls")))) {
      addCall(parts, Trees.object(call));
    }
    if (message.get("function_call") instanceof Map) {
      addCall(parts, Trees.object(message.get("function_call")));
    }
    return parts;
  }

  private static void addCall(
      List<Map<String, @Nullable Object>> parts, Map<String, @Nullable Object> call) {
    Map<String, @Nullable Object> function =
        call.get("function") instanceof Map ? Trees.object(call.get("function")) : call;
    String name = Trees.text(function, "name");
    if (name != null) {
      parts.add(
          Parts.toolCall(
              Trees.text(call, "id", "call_id"),
              name,
              Trees.first(function, "arguments", "args", "input")));
    }
  }
}
