// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.masking.ImageFields;
import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.MessageShape;
import io.openinference.instrumentation.api.wire.ImageFormats;
import java.util.Map;
import java.util.Set;

/** Tells what the fields of messages hold, for Converse and for the models' own bodies. */
final class BedrockMessageShape implements MessageShape {

  /** Their strings are no text, and so are shown where text is hidden. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "type",
          "role",
          "id",
          "index",
          "toolUseId",
          "tool_use_id",
          "tool_call_id",
          "status",
          "format",
          "media_type",
          "stopReason",
          "stop_reason",
          "finish_reason",
          "completionReason",
          "signature",
          "redactedContent",
          "model");

  @Override
  public MessageField of(Map<?, ?> object, String name) {
    if (STRUCTURE.contains(name)) {
      return MessageField.STRUCTURE;
    }
    return switch (name) {
      case "name" -> isToolUse(object) ? MessageField.STRUCTURE : MessageField.TEXT;
      case "input" -> isToolUse(object) ? MessageField.TOOL_ARGUMENTS : MessageField.TEXT;
      case "arguments" -> MessageField.TOOL_ARGUMENTS;
      case "image" ->
          object.get(name) instanceof Map
              ? MessageField.IMAGE
              : ImageFields.contentOf(object.get(name));
      case "image_url" -> MessageField.IMAGE;
      case "source" -> "image".equals(object.get("type")) ? MessageField.IMAGE : MessageField.TEXT;
      case "video" ->
          object.get(name) instanceof Map ? MessageField.VIDEO : MessageField.VIDEO_DATA;
      case "json" -> MessageField.TOOL_RESULT;
      case "images" -> ImageFields.contentOf(object.get(name));
      case "url", "uri" -> MessageField.LINK;
      case "bytes", "data" -> data(object, name);
      // Models that make images have their names for them: maskImage, init_image, inputImage.
      default -> isNameOfImage(name) ? ImageFields.contentOf(object.get(name)) : MessageField.TEXT;
    };
  }

  @Override
  public MessageField ofElement(Map<?, ?> object, String name, Object element) {
    MessageField list = of(object, name);
    return list == MessageField.IMAGE_DATA ? ImageFields.contentOf(element) : list;
  }

  private static boolean isNameOfImage(String name) {
    return name.endsWith("Image") || name.endsWith("_image") || name.equals("mask");
  }

  private static boolean isToolUse(Map<?, ?> object) {
    return object.containsKey("toolUseId")
        || object.containsKey("arguments")
        || (object.get("type") instanceof String type && type.endsWith("tool_use"));
  }

  private static MessageField data(Map<?, ?> object, String name) {
    if ("redacted_thinking".equals(object.get("type"))) {
      return MessageField.STRUCTURE;
    }
    if (object.get("media_type") instanceof String type && type.startsWith("image/")) {
      return MessageField.IMAGE_DATA;
    }
    if (object.get(name) instanceof String base64 && ImageFormats.isImage(base64)) {
      return MessageField.IMAGE_DATA;
    }
    return name.equals("bytes") || "base64".equals(object.get("type"))
        ? MessageField.FILE_DATA
        : MessageField.TEXT;
  }
}
