// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.nio.charset.StandardCharsets;

/** Words that tell whether a body is worth reading. Most bodies contain none of the words. */
final class BodyWords {

  private final String[] words;

  /**
   * Creates a list of words.
   *
   * @param words ASCII only
   */
  BodyWords(String... words) {
    this.words = words;
  }

  /** Tells whether a text contains one of the words. */
  boolean areIn(String text) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a text in UTF-8 contains one of the words. */
  boolean areIn(byte[] text) {
    // Copies the bytes as they are, which decoding UTF-8 does not. ASCII words look the same.
    return areIn(new String(text, StandardCharsets.ISO_8859_1));
  }
}
