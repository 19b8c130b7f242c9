// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the flattened messages of an OpenInference span. */
final class OpenInferenceMessageReader {

  static Messages input(AttributeValues values) {
    Messages messages = messages(values, "llm.input_messages", "user");
    return messages.isEmpty() ? texts(values, "llm.prompts", "prompt.text", "user") : messages;
  }

  static Messages output(AttributeValues values) {
    Messages messages = messages(values, "llm.output_messages", "assistant");
    return messages.isEmpty()
        ? texts(values, "llm.choices", "completion.text", "assistant")
        : messages;
  }

  private static Messages messages(AttributeValues values, String list, String defaultRole) {
    List<GenAiMessage> messages = new ArrayList<>();
    for (AttributeValues message : values.list(list)) {
      messages.add(message(message, defaultRole));
    }
    // Some tracers write the whole list as one JSON text.
    PartialJson.Result json = messages.isEmpty() ? values.json(list) : null;
    return json == null ? new Messages(messages, false) : new MessageReader(defaultRole).read(json);
  }

  private static Messages texts(AttributeValues values, String list, String key, String role) {
    List<GenAiMessage> messages = new ArrayList<>();
    for (AttributeValues element : values.list(list)) {
      String text = element.text(key);
      if (text != null) {
        messages.add(GenAiMessage.text(role, text));
      }
    }
    for (Object text : Trees.list(Trees.structured(values.get(list)))) {
      messages.add(GenAiMessage.text(role, JsonText.plain(text)));
    }
    return new Messages(messages, false);
  }

  private static GenAiMessage message(AttributeValues message, String defaultRole) {
    String role = GenAiMessage.role(message.text("message.role"), defaultRole);
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    String content = message.text("message.content");
    String callId = message.text("message.tool_call_id");
    List<AttributeValues> contents = message.list("message.contents");
    if (role.equals("tool") && callId != null) {
      parts.add(Parts.toolCallResponse(callId, response(content, contents)));
    } else {
      addContents(parts, message, contents);
      if (content != null && !isSoleText(parts, content)) {
        parts.add(0, Parts.text(content));
      }
    }
    String name = message.text("message.name");
    return new GenAiMessage(role, parts, name, message.text("message.finish_reason"));
  }

  private static boolean isSoleText(List<Map<String, @Nullable Object>> parts, String content) {
    List<Map<String, @Nullable Object>> texts =
        parts.stream().filter(part -> Parts.TEXT.equals(part.get("type"))).toList();
    return texts.size() == 1 && content.equals(texts.get(0).get("content"));
  }

  private static @Nullable Object response(
      @Nullable String content, List<AttributeValues> contents) {
    if (content != null || contents.isEmpty()) {
      return content;
    }
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    contents.forEach(item -> parts.add(OpenInferenceContent.part(item)));
    boolean isText = parts.size() == 1 && Parts.TEXT.equals(parts.get(0).get("type"));
    return isText ? parts.get(0).get("content") : parts;
  }

  /** Tool calls stand among the contents where their order matters, and are listed beside them. */
  private static void addContents(
      List<Map<String, @Nullable Object>> parts,
      AttributeValues message,
      List<AttributeValues> contents) {
    List<Map<String, @Nullable Object>> calls = new ArrayList<>();
    for (AttributeValues call : message.list("message.tool_calls")) {
      calls.add(call(call));
    }
    for (AttributeValues item : contents) {
      if (!"tool_use".equals(item.text("message_content.type"))) {
        parts.add(OpenInferenceContent.part(item));
        continue;
      }
      Map<String, @Nullable Object> call = call(item);
      Object id = call.get("id");
      Map<String, @Nullable Object> listed = call;
      for (Map<String, @Nullable Object> candidate : calls) {
        if (id == null ? candidate.equals(call) : id.equals(candidate.get("id"))) {
          listed = candidate;
          break;
        }
      }
      calls.remove(listed);
      parts.add(listed);
    }
    parts.addAll(calls);
    String function = message.text("message.function_call_name");
    if (function != null) {
      parts.add(
          Parts.toolCall(null, function, message.text("message.function_call_arguments_json")));
    }
  }

  private static Map<String, @Nullable Object> call(AttributeValues call) {
    String name = call.text("tool_call.function.name");
    Map<String, @Nullable Object> part =
        Parts.toolCall(
            call.text("tool_call.id"),
            name == null ? "" : name,
            call.text("tool_call.function.arguments"));
    String signature = call.text("tool_call.reasoning_signature");
    if (signature != null) {
      part.put("signature", signature);
    }
    return part;
  }

  private OpenInferenceMessageReader() {}
}
