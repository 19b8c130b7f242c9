// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Maps the parts of a chat message. */
final class ChatContents {

  /** Stands at the index of a part that has no attributes, such as a file. */
  static final MessageContent EMPTY = MessageContent.builder(null).build();

  static MessageContent of(WireObject part) {
    String type = part.string("type");
    return switch (type == null ? "" : type) {
      case "text" -> MessageContent.builder("text").text(part.text("text")).build();
      case "image_url" -> MessageContent.builder("image").imageUrl(imageUrl(part)).build();
      case "input_audio" -> audio(part.object("input_audio"));
      default -> EMPTY;
    };
  }

  /** The API takes an object with the URL, some servers the URL alone. */
  private static @Nullable String imageUrl(WireObject part) {
    String url = part.text("image_url");
    return url == null ? part.object("image_url").text("url") : url;
  }

  static MessageContent audio(WireObject audio) {
    String format = audio.text("format");
    String data = audio.text("data");
    if (format == null || data == null) {
      return MessageContent.builder("audio").build();
    }
    return MessageContent.audio(
        AudioFormats.dataUri(format, data), AudioFormats.mimeType(format), null);
  }

  private ChatContents() {}
}
