// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Map;
import java.util.Set;

/** The fields of messages whose strings are no text, and so are shown where text is hidden. */
final class StructuralFields {

  private static final Set<String> NAMES =
      Set.of(
          "type",
          "role",
          "id",
          "object",
          "status",
          "name",
          "call_id",
          "tool_call_id",
          "item_id",
          "file_id",
          "container_id",
          "approval_request_id",
          "server_label",
          "namespace",
          "detail",
          "format",
          "version",
          "finish_reason",
          "phase",
          "output_format",
          // Not to be read without the provider's key; their attributes are shown as well.
          "encrypted_content",
          "signature");

  /** Where a call of a tool has its arguments, which are hidden with the whole message only. */
  private static final Set<String> TOOL_ARGUMENTS =
      Set.of("action", "operation", "code", "queries");

  /** The fields of a custom tool's call in chats. */
  private static final Set<String> CUSTOM_TOOL = Set.of("name", "input");

  static boolean isStructural(Map<?, ?> map, String name) {
    return NAMES.contains(name) || isToolArgument(map, name);
  }

  static boolean isToolArgument(Map<?, ?> map, String name) {
    if (name.equals("input")) {
      return isCustomToolCall(map);
    }
    return name.equals("arguments") || (TOOL_ARGUMENTS.contains(name) && isToolCall(map));
  }

  private static boolean isToolCall(Map<?, ?> map) {
    return map.get("type") instanceof String type && type.endsWith("_call");
  }

  /** A custom tool takes text. */
  private static boolean isCustomToolCall(Map<?, ?> map) {
    return map.keySet().equals(CUSTOM_TOOL) || "custom_tool_call".equals(map.get("type"));
  }

  private StructuralFields() {}
}
