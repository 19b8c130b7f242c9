// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Words that tell whether a body is worth reading. Most bodies contain none of the words. */
final class BodyWords {

  private final String[] words;

  /**
   * The words by the number of their first two characters, see {@link #start}. Two characters rule
   * out most places of a body.
   */
  private final byte[] @Nullable [][] wordsByStart = new byte[1 << 10][][];

  /**
   * Creates a list of words.
   *
   * @param words ASCII only, each of two characters or more
   */
  BodyWords(String... words) {
    this.words = words;
    for (String word : words) {
      int start = start(bytes(word), 0);
      wordsByStart[start] =
          Arrays.stream(words)
              .map(BodyWords::bytes)
              .filter(other -> start(other, 0) == start)
              .toArray(byte[][]::new);
    }
  }

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /** Five bits tell letters apart. Other characters may share a number with a letter. */
  private static int start(byte[] text, int index) {
    return (text[index] & 0x1F) << 5 | (text[index + 1] & 0x1F);
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
    // Reads the bytes in place, because a string of them is a copy of the whole body.
    for (int index = 0; index + 1 < text.length; index++) {
      byte[][] candidates = wordsByStart[start(text, index)];
      if (candidates != null && isOneAt(text, index, candidates)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneAt(byte[] text, int index, byte[][] candidates) {
    for (byte[] word : candidates) {
      int end = index + word.length;
      if (end <= text.length && Arrays.equals(text, index, end, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
