// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The text index: its words and its queries.
 *
 * <p>The index knows which words a span has, and not where. So it is half as large and written
 * twice as fast, but it cannot find phrases.
 */
final class FullText {

  /** Scripts without spaces begin here. */
  private static final int FIRST_IDEOGRAPHIC = 0x2E80;

  /** The index refuses queries of more than some hundred words. */
  private static final int MAX_WORDS = 100;

  /** Returns a query for texts that hold all words; the last word may be the beginning of one. */
  static String query(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    spaced(typed)
        .codePoints()
        .forEach(
            each -> {
              if (isOfWord(each)) {
                word.appendCodePoint(each);
              } else {
                end(word, words);
              }
            });
    end(word, words);
    // An empty text in quotes finds nothing.
    return words.isEmpty() ? "\"\"" : String.join(" AND ", words) + "*";
  }

  /** A word in quotes is no operator. */
  private static void end(StringBuilder word, List<String> words) {
    if (word.length() > 0 && words.size() < MAX_WORDS) {
      words.add('"' + word.toString() + '"');
    }
    word.setLength(0);
  }

  /** Puts spaces around ideographs, because the index takes a run of them for one word. */
  static String spaced(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < FIRST_IDEOGRAPHIC) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder spaced = new StringBuilder(text.length() + 64).append(text, 0, first);
    text.substring(first)
        .codePoints()
        .forEach(
            each -> {
              boolean alone = Character.isIdeographic(each) || isKana(each);
              spaced.append(alone ? " " : "").appendCodePoint(each).append(alone ? " " : "");
            });
    return spaced.toString();
  }

  private static boolean isKana(int each) {
    return each >= 0x3040 && each <= 0x30FF;
  }

  /** The classes of characters that the index takes for parts of words. */
  private static boolean isOfWord(int each) {
    return switch (Character.getType(each)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.NON_SPACING_MARK,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  private FullText() {}
}
