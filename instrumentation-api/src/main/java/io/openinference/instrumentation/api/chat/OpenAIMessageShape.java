// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.MessageShape;
import java.util.Map;
import java.util.Set;

/**
 * Describes the content of the fields of OpenAI's messages, in all of its APIs.
 *
 * @since 0.1.0
 */
public final class OpenAIMessageShape implements MessageShape {

  /** Fields whose strings are not text, and which are shown even if text is hidden. */
  private static final Set<String> STRUCTURE =
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
          // Readable only with the provider's key; their attributes are shown as well.
          "encrypted_content",
          "signature");

  /**
   * Fields that hold the arguments of a tool call, which are hidden only together with the whole
   * message.
   */
  private static final Set<String> TOOL_ARGUMENTS =
      Set.of("action", "operation", "code", "queries");

  /** The fields of a custom tool's call in chats. */
  private static final Set<String> CUSTOM_TOOL = Set.of("name", "input");

  /** The fields of an image without a type. */
  private static final Set<String> IMAGE = Set.of("url", "b64_json", "revised_prompt");

  /** Creates the shape. */
  public OpenAIMessageShape() {}

  @Override
  public MessageField of(Map<?, ?> object, String name) {
    return switch (name) {
      case "image_url" -> MessageField.IMAGE;
      case "video_url" -> MessageField.VIDEO;
      // The same text as tokens and bytes.
      case "logprobs", "tokens", "bytes" -> MessageField.ENCODED_TEXT;
      case "tools" -> MessageField.TOOLS;
      case "variables" -> MessageField.NAMED_BY_USER;
      case "url" -> isImage(object) ? MessageField.IMAGE : MessageField.LINK;
      case "b64_json" -> MessageField.IMAGE_DATA;
      case "result" -> isGeneratedImage(object) ? MessageField.IMAGE_DATA : MessageField.TEXT;
      case "data" -> isAudio(object) ? MessageField.AUDIO_DATA : MessageField.TEXT;
      case "file_data" -> MessageField.FILE_DATA;
      default -> other(object, name);
    };
  }

  private static MessageField other(Map<?, ?> object, String name) {
    if (isToolArgument(object, name)) {
      return MessageField.TOOL_ARGUMENTS;
    }
    return STRUCTURE.contains(name) ? MessageField.STRUCTURE : MessageField.TEXT;
  }

  @Override
  public boolean holdsImageOfTool(String name) {
    return name.equals("input_image_mask");
  }

  /** Distinguishes images from other objects with an address, such as citations. */
  private static boolean isImage(Map<?, ?> map) {
    return map.get("type") instanceof String type
        ? type.equals("image")
        : IMAGE.containsAll(map.keySet());
  }

  private static boolean isGeneratedImage(Map<?, ?> map) {
    return "image_generation_call".equals(map.get("type"));
  }

  private static boolean isAudio(Map<?, ?> map) {
    return map.containsKey("format") || map.containsKey("transcript");
  }

  private static boolean isToolArgument(Map<?, ?> map, String name) {
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
}
