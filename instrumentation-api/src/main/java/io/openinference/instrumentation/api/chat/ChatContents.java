// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Maps the parts of a chat message.
 *
 * @since 0.1.0
 */
public final class ChatContents {

  /** Represents a part without attributes. */
  public static final MessageContent EMPTY = MessageContent.builder(null).build();

  /** Maps a part; servers may also send a part as a string. */
  static MessageContent of(@Nullable Object part) {
    return part instanceof String || part instanceof Number
        ? text("text", part.toString())
        : of(WireObject.of(part));
  }

  private static MessageContent of(WireObject part) {
    String type = part.string("type");
    if (Reasonings.isReasoning(type)) {
      return Reasonings.ofPart(part);
    }
    return switch (type == null ? "" : type) {
      case "", "text", "input_text", "output_text" ->
          text("text", Reasonings.text(part.first("text", "content", "value")));
      case "refusal" -> text("text", part.textOrJson("refusal"));
      case "image_url" -> image(part);
      case "input_audio" -> audio(part.object("input_audio"));
      case "video_url" -> MessageContent.video(url(part, "video_url"));
      case "file" -> ChatFiles.of(part.object("file"));
      case "tool_use" -> MessageContent.toolUse(ChatToolCalls.toolCall(part));
      default -> text(type, part.scalar("text"));
    };
  }

  private static MessageContent text(@Nullable String type, @Nullable String text) {
    return text == null ? EMPTY : MessageContent.builder(type).text(text).build();
  }

  static MessageContent image(WireObject part) {
    return MessageContent.builder("image").imageUrl(url(part, "image_url")).build();
  }

  /** OpenAI's API has an object with the URL; some servers send the URL alone. */
  private static @Nullable String url(WireObject part, String field) {
    String url = part.text(field);
    return url == null ? part.object(field).text("url") : url;
  }

  /** Maps audio of a request: base64 and its format. */
  public static MessageContent audio(WireObject audio) {
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
