// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of Gemini that begins with its thoughts. A mark beside the text says so, because any model
 * may write such tags.
 *
 * <pre>{@code
 * {"content":"<thought>I plan.</thought>Hello","extra_content":{"google":{"thought":true}}}
 * }</pre>
 *
 * @param thoughts what stands between the tags, null if the text has none
 * @param answer the rest, null if there is none
 * @since 0.1.0
 */
public record MarkedThoughts(@Nullable String thoughts, @Nullable String answer) {

  private static final String START = "<thought>";
  private static final String END = "</thought>";

  /**
   * Splits a text.
   *
   * @param message the message, which has the mark
   * @param text the text of the message
   */
  public static MarkedThoughts of(WireObject message, @Nullable String text) {
    if (text == null || !text.startsWith(START) || !isMarked(message)) {
      return new MarkedThoughts(null, text);
    }
    int end = text.indexOf(END);
    return end < 0
        ? new MarkedThoughts(orNull(text.substring(START.length())), null)
        : new MarkedThoughts(
            orNull(text.substring(START.length(), end)),
            orNull(text.substring(end + END.length())));
  }

  /** Adds the thoughts to the reasoning of a message, unless the reasoning has a text already. */
  public void addTo(List<MessageContent> reasoning) {
    if (thoughts != null && reasoning.stream().allMatch(part -> part.text() == null)) {
      reasoning.add(MessageContent.builder("reasoning").text(thoughts).build());
    }
  }

  private static boolean isMarked(WireObject message) {
    return Boolean.TRUE.equals(message.object("extra_content").object("google").get("thought"));
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }
}
