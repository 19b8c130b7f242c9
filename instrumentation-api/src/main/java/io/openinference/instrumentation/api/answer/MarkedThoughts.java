// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that begins with the thoughts of the model. Any model may write such tags, so that a text
 * is read so only with proof: Gemini has a mark beside the text, and of some families of models it
 * is known that they begin with tags where the server leaves the tags in.
 *
 * <pre>{@code
 * {"content":"<thought>I plan.</thought>Hello","extra_content":{"google":{"thought":true}}}
 * {"model":"openai.gpt-oss-20b-1:0","content":"<reasoning>I plan.</reasoning>Hello"}
 * {"model":"deepseek-r1:8b","content":"<think>\nI plan.\n</think>\n\nHello"}
 * }</pre>
 *
 * @param thoughts what stands between the tags, null if the text has none
 * @param answer the rest, null if there is none
 * @since 0.1.0
 */
public record MarkedThoughts(@Nullable String thoughts, @Nullable String answer) {

  private static final String GEMINI = "thought";

  /** The tags of families of models, by a part of the model's name. */
  private static final Map<String, String> TAGS =
      Map.of(
          // Amazon Bedrock leaves these tags in the bodies of InvokeModel.
          "gpt-oss", "reasoning",
          "deepseek", "think",
          "minimax-m", "think",
          "nemotron", "think",
          "phi4-reasoning", "think",
          "phi-4-reasoning", "think",
          "qwen3", "think",
          "qwq", "think",
          "sonar-reasoning", "think");

  /**
   * Splits a text of Gemini.
   *
   * @param message the message, which has the mark
   * @param text the text of the message
   */
  public static MarkedThoughts of(WireObject message, @Nullable String text) {
    MarkedThoughts split = text == null || !isMarked(message) ? null : split(text, GEMINI);
    return split == null ? new MarkedThoughts(null, text) : split;
  }

  /**
   * Splits a text of a model whose family is known to mark its thoughts.
   *
   * @param text the text, which stays whole if the tag is not at its beginning
   * @param tag the tag of the family
   */
  static MarkedThoughts ofModel(String text, String tag) {
    MarkedThoughts split = split(text.stripLeading(), tag);
    return split == null ? new MarkedThoughts(null, text) : split.withoutLayout();
  }

  /** Returns the tag of a family of models, or null if the family is not known to mark thoughts. */
  static @Nullable String tagOf(@Nullable String model) {
    String name = model == null ? "" : model.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> family : TAGS.entrySet()) {
      if (name.contains(family.getKey())) {
        return family.getValue();
      }
    }
    return null;
  }

  /** Returns null if the text does not begin with the tag. */
  private static @Nullable MarkedThoughts split(String text, String tag) {
    String start = '<' + tag + '>';
    String end = "</" + tag + '>';
    if (!text.startsWith(start)) {
      return null;
    }
    int closing = text.indexOf(end);
    // A stream may have ended among the thoughts.
    return closing < 0
        ? new MarkedThoughts(orNull(text.substring(start.length())), null)
        : new MarkedThoughts(
            orNull(text.substring(start.length(), closing)),
            orNull(text.substring(closing + end.length())));
  }

  /** The empty lines around tags belong to the tags. */
  private MarkedThoughts withoutLayout() {
    return new MarkedThoughts(
        thoughts == null ? null : thoughts.strip(), answer == null ? null : answer.stripLeading());
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
