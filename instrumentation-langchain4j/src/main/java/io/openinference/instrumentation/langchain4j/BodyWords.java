// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.Arrays;

/**
 * Words that tell whether a body is worth reading.
 *
 * <p>Newer releases of LangChain4j keep the bytes of a body, and make a text of them for each
 * reader. Most bodies have none of the words, so the bytes are searched and no text is made.
 */
final class BodyWords {

  /** The words by their first character, which is ASCII as all of their characters. */
  private final String[][] byFirst = new String[128][];

  private final String[] words;

  BodyWords(String... words) {
    this.words = words;
    for (String word : words) {
      char first = word.charAt(0);
      byFirst[first] =
          Arrays.stream(words).filter(other -> other.charAt(0) == first).toArray(String[]::new);
    }
  }

  /** Tells whether a text has one of the words. */
  boolean areIn(String text) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the bytes of a text have one of the words. */
  boolean areIn(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      String[] candidates = text[i] < 0 ? null : byFirst[text[i]];
      if (candidates != null && isAt(text, i, candidates)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] text, int start, String[] candidates) {
    for (String word : candidates) {
      int length = 0;
      while (length < word.length()
          && start + length < text.length
          && text[start + length] == word.charAt(length)) {
        length++;
      }
      if (length == word.length()) {
        return true;
      }
    }
    return false;
  }
}
