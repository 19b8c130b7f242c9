// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.MessageShape;
import io.openinference.instrumentation.api.wire.ImageFormats;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what the fields of messages hold, for Converse and for the models' own bodies. */
final class BedrockMessageShape implements MessageShape {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]++");
  private static final Pattern ADDRESS = Pattern.compile("(?:data:|https?://|s3://)\\S++");

  /** A shorter string of base64's characters may as well be a word. */
  private static final int SURE_LENGTH = 16;

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
          object.get(name) instanceof Map ? MessageField.IMAGE : imageOrText(object.get(name));
      case "image_url" -> MessageField.IMAGE;
      case "source" -> "image".equals(object.get("type")) ? MessageField.IMAGE : MessageField.TEXT;
      case "video" ->
          object.get(name) instanceof Map ? MessageField.VIDEO : MessageField.VIDEO_DATA;
      case "json" -> MessageField.TOOL_RESULT;
      case "images" -> imageOrText(object.get(name));
      case "url", "uri" -> MessageField.LINK;
      case "bytes", "data" -> data(object, name);
      // Models that make images have their names for them: maskImage, init_image, inputImage.
      default -> isNameOfImage(name) ? imageOrText(object.get(name)) : MessageField.TEXT;
    };
  }

  @Override
  public MessageField ofElement(Map<?, ?> object, String name, Object element) {
    MessageField list = of(object, name);
    return list == MessageField.IMAGE_DATA ? imageOrText(element) : list;
  }

  private static boolean isNameOfImage(String name) {
    return name.endsWith("Image") || name.endsWith("_image") || name.equals("mask");
  }

  /** Tools and applications use the names of images for texts too. */
  private static MessageField imageOrText(@Nullable Object value) {
    if (!(value instanceof String text)) {
      // The elements of a list are looked at one by one.
      return value instanceof List ? MessageField.IMAGE_DATA : MessageField.TEXT;
    }
    if (text.startsWith("data:image/") || ImageFormats.isImage(text)) {
      return MessageField.IMAGE_DATA;
    }
    boolean isBase64 = BASE64.matcher(text).matches();
    if (isBase64 && text.length() >= SURE_LENGTH) {
      return MessageField.IMAGE_DATA;
    }
    return isBase64 || ADDRESS.matcher(text).matches()
        ? MessageField.IMAGE_DATA_OR_TEXT
        : MessageField.TEXT;
  }

  /** Tells whether an element of a list of images counts as text with the settings. */
  static boolean isText(String element, JsonRedactor redactor) {
    MessageField kind = imageOrText(element);
    return kind == MessageField.TEXT
        || (kind == MessageField.IMAGE_DATA_OR_TEXT && redactor.hidesText());
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
