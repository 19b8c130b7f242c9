// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.AudioAttributes.AUDIO_MIME_TYPE;
import static io.openinference.semconv.AudioAttributes.AUDIO_TRANSCRIPT;
import static io.openinference.semconv.AudioAttributes.AUDIO_URL;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_CONTENT;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_ID;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_METADATA;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_MIME_TYPE;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_NAME;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_URL;
import static io.openinference.semconv.ImageAttributes.IMAGE_URL;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_AUDIO;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_DOCUMENT;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_IMAGE;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_TEXT;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_TYPE;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_VIDEO;
import static io.openinference.semconv.VideoAttributes.VIDEO_URL;

import io.openinference.semconv.ObjectKey;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one part of a message as an item of {@code message.contents}. */
final class OpenInferenceContentWriter {

  private final AttributesBuilder attributes;
  private final ObjectListKey items;
  private final int index;
  private final Map<String, @Nullable Object> part;

  private OpenInferenceContentWriter(
      AttributesBuilder attributes,
      ObjectListKey items,
      int index,
      Map<String, @Nullable Object> part) {
    this.attributes = attributes;
    this.items = items;
    this.index = index;
    this.part = part;
  }

  static void write(
      AttributesBuilder attributes,
      ObjectListKey items,
      int index,
      Map<String, @Nullable Object> part) {
    new OpenInferenceContentWriter(attributes, items, index, part).write();
  }

  private void write() {
    String type = Trees.text(part, "type");
    switch (type == null ? "" : type) {
      case Parts.TEXT, Parts.REASONING -> writeText(type, Trees.text(part, "content"));
      case Parts.BLOB, Parts.URI, Parts.FILE, Parts.DOCUMENT -> writeMedia();
      case "image", "audio", "video" -> put(MESSAGE_CONTENT_TYPE, type);
      default -> writeText(type, other());
    }
    OpenInferenceContent.EXTRAS.forEach(
        (field, key) -> put(AttributeKey.stringKey(key), Trees.text(part, field)));
  }

  /** Returns the text of a part of another type, or all of the part as JSON. */
  private @Nullable String other() {
    String content = Trees.text(part, "content");
    boolean hasOther =
        part.keySet().stream()
            .anyMatch(
                field -> !field.equals("type") && !OpenInferenceContent.EXTRAS.containsKey(field));
    return content == null && hasOther ? JsonText.write(part) : content;
  }

  private void writeText(@Nullable String type, @Nullable String text) {
    put(MESSAGE_CONTENT_TYPE, type);
    // Redacted reasoning has no text, but the convention requires a text.
    boolean isRedacted = Parts.REASONING.equals(type) && "".equals(text);
    put(MESSAGE_CONTENT_TEXT, isRedacted ? null : text);
  }

  private void writeMedia() {
    String address = Parts.address(part);
    switch (Parts.modality(part)) {
      case "image" -> {
        put(MESSAGE_CONTENT_TYPE, "image");
        put(MESSAGE_CONTENT_IMAGE, IMAGE_URL, address == null ? fileId() : address);
      }
      case "video" -> {
        put(MESSAGE_CONTENT_TYPE, "video");
        put(MESSAGE_CONTENT_VIDEO, VIDEO_URL, address == null ? fileId() : address);
      }
      case "audio" -> {
        put(MESSAGE_CONTENT_TYPE, "audio");
        put(MESSAGE_CONTENT_AUDIO, AUDIO_URL, address == null ? fileId() : address);
        put(MESSAGE_CONTENT_AUDIO, AUDIO_MIME_TYPE, Trees.text(part, "mime_type"));
        put(MESSAGE_CONTENT_AUDIO, AUDIO_TRANSCRIPT, Trees.text(part, "transcript"));
      }
      default -> {
        put(MESSAGE_CONTENT_TYPE, "document");
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_URL, address);
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_ID, fileId());
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_MIME_TYPE, Trees.text(part, "mime_type"));
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_NAME, Trees.text(part, "name"));
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_CONTENT, Trees.text(part, "text"));
        put(MESSAGE_CONTENT_DOCUMENT, DOCUMENT_METADATA, Trees.text(part, "metadata"));
      }
    }
  }

  private @Nullable String fileId() {
    return Trees.text(part, "file_id");
  }

  private void put(ObjectKey object, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      attributes.put(items.at(index, object).with(key), value);
    }
  }

  private void put(AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      attributes.put(items.at(index, key), value);
    }
  }
}
