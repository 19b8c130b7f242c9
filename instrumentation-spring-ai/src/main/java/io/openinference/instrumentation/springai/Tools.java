// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.OptionalProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Reads the tools that a call offers to the model. */
final class Tools {

  // Only Spring AI 1 resolves tools by name.
  private static final OptionalProperty TOOL_NAMES = OptionalProperty.named("getToolNames");

  static List<ToolDefinition> of(ChatOptions options) {
    if (!(options instanceof ToolCallingChatOptions tools)) {
      return List.of();
    }
    List<ToolDefinition> definitions = new ArrayList<>();
    if (tools.getToolCallbacks() != null) {
      for (ToolCallback tool : tools.getToolCallbacks()) {
        definitions.add(of(tool.getToolDefinition()));
      }
    }
    for (Object name : names(options)) {
      definitions.add(ToolDefinition.of(name.toString(), null, json(name.toString(), null, null)));
    }
    return definitions;
  }

  private static ToolDefinition of(org.springframework.ai.tool.definition.ToolDefinition tool) {
    String description = OptionalTexts.orNull(tool.description());
    return ToolDefinition.of(
        tool.name(), description, json(tool.name(), description, tool.inputSchema()));
  }

  /** Tells whether a call offers tools. */
  static boolean areIn(@Nullable ChatOptions options) {
    return options instanceof ToolCallingChatOptions tools
        && ((tools.getToolCallbacks() != null && !tools.getToolCallbacks().isEmpty())
            || !names(options).isEmpty());
  }

  private static Collection<?> names(ChatOptions options) {
    return TOOL_NAMES.read(options) instanceof Collection<?> names ? names : List.of();
  }

  private static String json(String name, @Nullable String description, @Nullable String schema) {
    StringBuilder json = new StringBuilder("{\"type\":\"function\",\"function\":{\"name\":");
    json.append(JsonValues.write(name));
    if (description != null) {
      json.append(",\"description\":").append(JsonValues.write(description));
    }
    if (schema != null && OptionalTexts.isJson(schema)) {
      // Spring AI keeps the schema as text.
      json.append(",\"parameters\":").append(schema.strip());
    }
    return json.append("}}").toString();
  }

  private Tools() {}
}
