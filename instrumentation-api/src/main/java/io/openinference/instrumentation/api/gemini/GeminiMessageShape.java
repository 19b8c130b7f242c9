// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.MessageShape;
import io.openinference.instrumentation.spi.Base64DataUri;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes the content of the fields of contents and their parts, including the contents of
 * interactions.
 *
 * @since 0.1.0
 */
public final class GeminiMessageShape implements MessageShape {

  /** The strings in these fields are not text. A span shows them even if text is hidden. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "role",
          "type",
          "id",
          "name",
          "call_id",
          "status",
          "mimeType",
          "mime_type",
          "finishReason",
          "blockReason",
          "category",
          "probability",
          "severity",
          "outcome",
          "language",
          "modality",
          "taskType",
          // Only the provider can decrypt these texts. Their attributes are never hidden either.
          "thoughtSignature",
          "signature");

  private static final Set<String> MEDIA = Set.of("image", "audio", "video", "document");

  /** Creates the shape. */
  public GeminiMessageShape() {}

  @Override
  public MessageField of(Map<?, ?> object, String name) {
    if (STRUCTURE.contains(name)) {
      return MessageField.STRUCTURE;
    }
    return switch (name) {
      case "args", "arguments", "partialArgs" -> MessageField.TOOL_ARGUMENTS;
      case "response", "result" -> MessageField.TOOL_RESULT;
      case "logprobsResult" -> MessageField.ENCODED_TEXT;
      case "data" -> data(mimeType(object));
      case "fileUri", "uri" -> link(mimeType(object));
      case "bytesBase64Encoded" -> data(imageUnlessNamed(object));
      case "gcsUri" -> link(imageUnlessNamed(object));
      case "url" -> url(object.get(name));
      default -> MessageField.TEXT;
    };
  }

  private static MessageField link(String type) {
    if (type.startsWith("image/")) {
      return MessageField.IMAGE;
    }
    return type.startsWith("video/") ? MessageField.VIDEO : MessageField.LINK;
  }

  /** The result of a function may hold media as data URIs. */
  private static MessageField url(@Nullable Object url) {
    if (url == null || !Base64DataUri.isDataUri(url)) {
      return MessageField.TEXT;
    }
    if (Base64DataUri.isImage(url)) {
      return MessageField.IMAGE;
    }
    return Base64DataUri.isVideo(url) ? MessageField.VIDEO : MessageField.LINK;
  }

  private static MessageField data(String type) {
    if (type.startsWith("image/")) {
      return MessageField.IMAGE_DATA;
    }
    if (type.startsWith("video/")) {
      return MessageField.VIDEO_DATA;
    }
    return type.isEmpty() ? MessageField.TEXT : MessageField.FILE_DATA;
  }

  /** The models that make images read images, which need no type. */
  private static String imageUnlessNamed(Map<?, ?> object) {
    String type = mimeType(object);
    return type.isEmpty() ? "image/" : type;
  }

  private static String mimeType(Map<?, ?> object) {
    Object type = object.get("mimeType");
    Object known = type == null ? object.get("mime_type") : type;
    if (known instanceof String text) {
      return text.toLowerCase(Locale.ROOT);
    }
    // Contents of interactions may name only their type.
    return object.get("type") instanceof String kind && MEDIA.contains(kind) ? kind + "/" : "";
  }
}
