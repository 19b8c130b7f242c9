// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.chat.ChatContents;
import io.openinference.instrumentation.api.chat.ChatFiles;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the parts of an item of the Responses API. */
final class ResponseContents {

  /** Maps the content of an item: a list, or one part without a list around it. */
  static List<MessageContent> of(@Nullable Object content) {
    List<?> parts = content instanceof List<?> list ? list : Collections.singletonList(content);
    List<MessageContent> contents = new ArrayList<>(parts.size());
    for (Object part : parts) {
      MessageContent mapped =
          part instanceof String text ? text("text", text) : content(WireObject.of(part));
      if (!mapped.equals(ChatContents.EMPTY)) {
        contents.add(mapped);
      }
    }
    return contents;
  }

  /** Joins the texts of parts by lines, or returns null if there are none. */
  static @Nullable String join(List<WireObject> parts) {
    StringBuilder joined = new StringBuilder();
    String separator = "";
    for (WireObject part : parts) {
      String text = Reasonings.text(part.get("text"));
      if (text != null) {
        joined.append(separator).append(text);
        separator = "\n";
      }
    }
    return separator.isEmpty() ? null : joined.toString();
  }

  private static MessageContent content(WireObject part) {
    String type = part.string("type");
    return switch (type == null ? "" : type) {
      case "input_text", "output_text", "text", "summary_text" ->
          text("text", Reasonings.text(part.get("text")));
      case "refusal" -> text("text", part.textOrJson("refusal"));
      case "reasoning_text", "thinking", "redacted_thinking" -> Reasonings.ofPart(part);
      case "input_image", "computer_screenshot" -> image(part.text("image_url"));
      case "input_audio" -> ChatContents.audio(part.object("input_audio"));
      case "input_file" -> ChatFiles.of(part);
      default -> text(type, part.scalar("text"));
    };
  }

  private static MessageContent text(@Nullable String type, @Nullable String text) {
    return text == null ? ChatContents.EMPTY : MessageContent.builder(type).text(text).build();
  }

  private static MessageContent image(@Nullable String url) {
    // An image may also be a file that was uploaded before, which has no URL.
    return url == null ? ChatContents.EMPTY : MessageContent.image(url);
  }

  private ResponseContents() {}
}
