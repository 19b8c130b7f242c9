// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text that begins with the thoughts of the model. Any model may write such tags, so that a text
 * is read so only with proof: Gemini has a mark beside the text, and of some families of models it
 * is known that they begin with tags where the server leaves the tags in. The templates of some
 * models write the start tag themselves; then the text has only the end tag.
 *
 * <pre>{@code
 * {"content":"<thought>I plan.</thought>Hello","extra_content":{"google":{"thought":true}}}
 * {"model":"openai.gpt-oss-20b-1:0","content":"<reasoning>I plan.</reasoning>Hello"}
 * {"model":"deepseek-r1:8b","content":"<think>\nI plan.\n</think>\n\nHello"}
 * {"model":"qwen3-4b-thinking","content":"I plan.\n</think>\n\nHello"}
 * }</pre>
 *
 * @param thoughts what stands between the tags, null if the text has none
 * @param answer the rest, null if there is none
 * @since 0.1.0
 */
public record MarkedThoughts(@Nullable String thoughts, @Nullable String answer) {

  /** The shortest part of a tag that tells it from another text. */
  private static final int MIN_CUT = 2;

  private static final Tag GEMINI = new Tag("thought", false);

  /** The first family whose name is a part of the model's name decides. */
  private static final List<Family> FAMILIES =
      List.of(
          // Amazon Bedrock leaves these tags in the bodies of InvokeModel.
          new Family("gpt-oss", new Tag("reasoning", false)),
          new Family("deepseek", Tag.THINK),
          new Family("minimax-m", Tag.THINK),
          new Family("nemotron", Tag.THINK),
          new Family("phi4-reasoning", Tag.THINK),
          new Family("phi-4-reasoning", Tag.THINK),
          new Family("qwen3", Tag.THINK),
          new Family("qwq", Tag.THINK),
          new Family("sonar-reasoning", Tag.THINK));

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
   * @param text the text, which stays whole if it does not begin with thoughts
   * @param tag the tag of the family
   */
  static MarkedThoughts ofModel(String text, Tag tag) {
    MarkedThoughts split = split(text.stripLeading(), tag);
    return split == null ? new MarkedThoughts(null, text) : split.withoutLayout();
  }

  /** Returns the tag of a family of models, or null if the family is not known to mark thoughts. */
  static @Nullable Tag tagOf(@Nullable String model) {
    String name = model == null ? "" : model.toLowerCase(Locale.ROOT);
    for (Family family : FAMILIES) {
      if (name.contains(family.name)) {
        return family.tag;
      }
    }
    return null;
  }

  /** Returns null if the text does not begin with thoughts. */
  private static @Nullable MarkedThoughts split(String text, Tag tag) {
    if (text.startsWith(tag.start())) {
      return closed(text.substring(tag.start().length()), tag);
    }
    if (text.length() >= MIN_CUT && tag.start().startsWith(text)) {
      return new MarkedThoughts(null, null); // A stream has ended inside the tag.
    }
    int end = text.indexOf(tag.end());
    return tag.mayLackStart
            && end >= 0
            && !text.substring(0, end).contains(tag.start())
            && !isTold(text, end, end + tag.end().length())
        ? closed(text, tag)
        : null;
  }

  /** Splits the text behind the start tag, which the prompt of a model may hold already. */
  private static MarkedThoughts closed(String text, Tag tag) {
    int end = text.indexOf(tag.end());
    if (end >= 0) {
      return new MarkedThoughts(
          orNull(text.substring(0, end)), orNull(text.substring(end + tag.end().length())));
    }
    // A stream has ended among the thoughts, or inside the end tag.
    int cut = text.lastIndexOf('<');
    boolean isTag =
        cut >= 0 && text.length() - cut >= MIN_CUT && tag.end().startsWith(text.substring(cut));
    return new MarkedThoughts(orNull(isTag ? text.substring(0, cut) : text), null);
  }

  /** An answer may tell of the tag, in a sentence or in quotes. */
  private static boolean isTold(String text, int start, int end) {
    if (start == 0) {
      return false;
    }
    char before = text.charAt(start - 1);
    boolean isQuoted =
        "`\"'".indexOf(before) >= 0 && end < text.length() && before == text.charAt(end);
    return before == ' ' || isQuoted;
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

  /**
   * @param name a part of the names of a family of models
   * @param tag the tag around the thoughts of these models
   */
  private record Family(String name, Tag tag) {}

  /**
   * The tag around thoughts.
   *
   * @param name the name of the tag
   * @param mayLackStart true if the prompt may end with the start tag, so that the answer begins
   *     behind it
   */
  record Tag(String name, boolean mayLackStart) {

    /** The templates of DeepSeek R1, Qwen and others end with the start tag. */
    static final Tag THINK = new Tag("think", true);

    String start() {
      return '<' + name + '>';
    }

    String end() {
      return "</" + name + '>';
    }
  }
}
