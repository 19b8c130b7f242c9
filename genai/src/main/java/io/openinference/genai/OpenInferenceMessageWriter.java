// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENT;
import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENTS;
import static io.openinference.semconv.MessageAttributes.MESSAGE_NAME;
import static io.openinference.semconv.MessageAttributes.MESSAGE_ROLE;
import static io.openinference.semconv.MessageAttributes.MESSAGE_TOOL_CALLS;
import static io.openinference.semconv.MessageAttributes.MESSAGE_TOOL_CALL_ID;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_TYPE;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_FUNCTION_ARGUMENTS;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_FUNCTION_NAME;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_ID;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_REASONING_SIGNATURE;

import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes messages as flattened attributes of an OpenInference span. */
final class OpenInferenceMessageWriter {

  private static final Set<String> TOOL_CALLS = Set.of(Parts.TOOL_CALL, Parts.SERVER_TOOL_CALL);

  private final AttributesBuilder attributes;
  private final ObjectListKey list;
  private int index;

  private OpenInferenceMessageWriter(AttributesBuilder attributes, ObjectListKey list) {
    this.attributes = attributes;
    this.list = list;
  }

  static void write(AttributesBuilder attributes, ObjectListKey list, Messages messages) {
    OpenInferenceMessageWriter writer = new OpenInferenceMessageWriter(attributes, list);
    messages.list().forEach(writer::write);
  }

  /** Each tool result becomes a message, because a message has one tool call id. */
  private void write(GenAiMessage message) {
    List<Map<String, @Nullable Object>> rest = new ArrayList<>();
    for (Map<String, @Nullable Object> part : message.parts()) {
      if (Parts.TOOL_CALL_RESPONSE.equals(part.get("type"))) {
        writeToolResult(message, part);
      } else {
        rest.add(part);
      }
    }
    if (!rest.isEmpty() || message.parts().isEmpty()) {
      put(MESSAGE_ROLE, message.role());
      put(MESSAGE_NAME, message.name());
      writeParts(rest);
      index++;
    }
  }

  private void writeToolResult(GenAiMessage message, Map<String, @Nullable Object> part) {
    put(MESSAGE_ROLE, "tool");
    put(MESSAGE_NAME, message.name());
    put(MESSAGE_TOOL_CALL_ID, Trees.text(part, "id"));
    Object response = part.get("response");
    if (isListOfParts(response)) {
      List<Map<String, @Nullable Object>> parts = new ArrayList<>();
      Trees.list(response).forEach(element -> parts.add(Trees.object(element)));
      writeParts(parts);
    } else {
      put(MESSAGE_CONTENT, JsonText.plain(response));
    }
    index++;
  }

  /** A tool may return any list, even a list of objects with a type. */
  private static boolean isListOfParts(@Nullable Object response) {
    List<@Nullable Object> elements = Trees.list(response);
    return elements.stream().anyMatch(element -> isPart(Trees.object(element)))
        && elements.stream().allMatch(element -> Trees.text(Trees.object(element), "type") != null);
  }

  private static boolean isPart(Map<String, @Nullable Object> part) {
    return part.get("modality") instanceof String
        || (Parts.TEXT.equals(part.get("type")) && part.containsKey("content"));
  }

  private void writeParts(List<Map<String, @Nullable Object>> parts) {
    List<Map<String, @Nullable Object>> calls =
        parts.stream().filter(OpenInferenceMessageWriter::isCall).toList();
    for (int i = 0; i < calls.size(); i++) {
      ToolCallKeys.write(attributes, list.at(index, MESSAGE_TOOL_CALLS), i, calls.get(i));
    }
    List<Map<String, @Nullable Object>> contents = new ArrayList<>(parts);
    if (isOrderOfCallsPlain(parts)) {
      contents.removeAll(calls);
    }
    if (contents.size() == 1 && isPlainText(contents.get(0))) {
      put(MESSAGE_CONTENT, Trees.text(contents.get(0), "content"));
      return;
    }
    ObjectListKey items = list.at(index, MESSAGE_CONTENTS);
    for (int i = 0; i < contents.size(); i++) {
      if (isCall(contents.get(i))) {
        attributes.put(items.at(i, MESSAGE_CONTENT_TYPE), "tool_use");
        ToolCallKeys.write(attributes, items, i, contents.get(i));
      } else {
        OpenInferenceContentWriter.write(attributes, items, i, contents.get(i));
      }
    }
  }

  /** Tells whether all calls follow the contents, which is the default if the order is unknown. */
  private static boolean isOrderOfCallsPlain(List<Map<String, @Nullable Object>> parts) {
    boolean hasCall = false;
    for (Map<String, @Nullable Object> part : parts) {
      if (isCall(part)) {
        hasCall = true;
      } else if (hasCall) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCall(Map<String, @Nullable Object> part) {
    return part.get("type") instanceof String type && TOOL_CALLS.contains(type);
  }

  private static boolean isPlainText(Map<String, @Nullable Object> part) {
    return Parts.TEXT.equals(part.get("type"))
        && part.get("content") instanceof String
        && part.keySet().stream().noneMatch(OpenInferenceContent.EXTRAS::containsKey);
  }

  private <T> void put(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      attributes.put(list.at(index, key), value);
    }
  }

  /** The keys of a tool call. Two lists of a message hold tool calls. */
  private static final class ToolCallKeys {

    static void write(
        AttributesBuilder attributes,
        ObjectListKey list,
        int index,
        Map<String, @Nullable Object> call) {
      putText(attributes, list.at(index, TOOL_CALL_ID), call.get("id"));
      putText(attributes, list.at(index, TOOL_CALL_FUNCTION_NAME), call.get("name"));
      putText(
          attributes,
          list.at(index, TOOL_CALL_FUNCTION_ARGUMENTS),
          Trees.first(call, "arguments", "server_tool_call"));
      putText(attributes, list.at(index, TOOL_CALL_REASONING_SIGNATURE), call.get("signature"));
    }

    private static void putText(
        AttributesBuilder attributes, AttributeKey<String> key, @Nullable Object value) {
      if (value != null) {
        attributes.put(key, JsonText.plain(value));
      }
    }

    private ToolCallKeys() {}
  }
}
