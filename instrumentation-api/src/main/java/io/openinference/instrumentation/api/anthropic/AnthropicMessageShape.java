// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import io.openinference.instrumentation.api.masking.ImageFields;
import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.MessageShape;
import java.util.Map;
import java.util.Set;

/**
 * Describes the content of the fields of blocks.
 *
 * @since 0.1.0
 */
public final class AnthropicMessageShape implements MessageShape {

  /** The strings in these fields are not text. A span shows them even if text is hidden. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "type",
          "role",
          "id",
          "name",
          "tool_use_id",
          "tool_id",
          "server_name",
          "mcp_server_name",
          "toolset_name",
          "file_id",
          "container_id",
          "media_type",
          "error_code",
          "stop_reason",
          "category",
          "model",
          "ttl",
          // Only the provider can decrypt these texts. Their attributes are never hidden either.
          "signature",
          "encrypted_content",
          "encrypted_index",
          "encrypted_stdout");

  /** Creates the shape. */
  public AnthropicMessageShape() {}

  @Override
  public MessageField of(Map<?, ?> object, String name) {
    if (STRUCTURE.contains(name)) {
      return MessageField.STRUCTURE;
    }
    return switch (name) {
      case "input" -> isToolUse(object) ? MessageField.TOOL_ARGUMENTS : MessageField.TEXT;
      case "source" -> has(object, "type", "image") ? MessageField.IMAGE : MessageField.TEXT;
      case "data" -> data(object);
      case "url" -> MessageField.LINK;
      case "definition" -> MessageField.TOOLS;
      default -> MessageField.TEXT;
    };
  }

  private static MessageField data(Map<?, ?> object) {
    if (has(object, "type", "redacted_thinking")) {
      return MessageField.STRUCTURE;
    }
    if (has(object, "type", "image")) {
      return ImageFields.contentOf(object.get("data")); // As MCP servers return images.
    }
    return has(object, "type", "base64") ? MessageField.FILE_DATA : MessageField.TEXT;
  }

  private static boolean isToolUse(Map<?, ?> object) {
    return object.get("type") instanceof String type && type.endsWith("tool_use");
  }

  private static boolean has(Map<?, ?> object, String name, String value) {
    return value.equals(object.get(name));
  }
}
