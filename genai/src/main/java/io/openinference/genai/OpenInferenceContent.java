// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one item of {@code message.contents} into a part. */
final class OpenInferenceContent {

  /** The fields that parts of every type may have, and their keys. */
  static final Map<String, String> EXTRAS =
      Map.of(
          "id", "message_content.id",
          "signature", "message_content.signature",
          "data", "message_content.data",
          "encrypted_content", "message_content.encrypted_content");

  static Map<String, @Nullable Object> part(AttributeValues item) {
    String type = item.text("message_content.type");
    String text = item.text("message_content.text");
    Map<String, @Nullable Object> part =
        switch (type == null ? Parts.TEXT : type) {
          case "text" -> Parts.text(text == null ? "" : text);
          case "reasoning" -> Parts.reasoning(text == null ? "" : text);
          case "image" -> media(item, "image", "message_content.image.image.url", null);
          case "video" -> media(item, "video", "message_content.video.video.url", null);
          case "audio" -> audio(item);
          case "document" -> document(item);
          default -> Trees.of("type", type, "content", text);
        };
    EXTRAS.forEach(
        (field, key) -> {
          String value = item.text(key);
          if (value != null) {
            part.put(field, value);
          }
        });
    return part;
  }

  /** The address of this item was hidden. The type shows that there was an item. */
  private static Map<String, @Nullable Object> media(
      AttributeValues item, String modality, String urlKey, @Nullable String mimeType) {
    String url = item.text(urlKey);
    return url == null ? Trees.of("type", modality) : Parts.media(modality, url, mimeType);
  }

  private static Map<String, @Nullable Object> audio(AttributeValues item) {
    String prefix = "message_content.audio.audio.";
    Map<String, @Nullable Object> part =
        media(item, "audio", prefix + "url", item.text(prefix + "mime_type"));
    put(part, "transcript", item.text(prefix + "transcript"));
    return part;
  }

  private static Map<String, @Nullable Object> document(AttributeValues item) {
    String prefix = "message_content.document.document.";
    String url = item.text(prefix + "url");
    String id = item.text(prefix + "id");
    String mimeType = item.text(prefix + "mime_type");
    Map<String, @Nullable Object> part;
    if (url != null) {
      part = Parts.media(Parts.DOCUMENT, url, mimeType);
      put(part, "file_id", id);
    } else {
      part =
          Trees.of(
              "type",
              id == null ? Parts.DOCUMENT : Parts.FILE,
              "modality",
              Parts.DOCUMENT,
              "mime_type",
              mimeType,
              "file_id",
              id);
    }
    put(part, "name", item.text(prefix + "name"));
    put(part, "text", item.text(prefix + "content"));
    put(part, "metadata", item.text(prefix + "metadata"));
    return part;
  }

  private static void put(
      Map<String, @Nullable Object> part, String field, @Nullable String value) {
    if (value != null) {
      part.put(field, value);
    }
  }

  private OpenInferenceContent() {}
}
