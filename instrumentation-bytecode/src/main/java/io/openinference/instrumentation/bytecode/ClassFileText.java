// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Searches class files for a text without parsing them, by Horspool's algorithm. The search runs
 * for each class of the application, mostly before the JIT compiler has compiled it.
 */
final class ClassFileText {

  private final byte[] text;

  /** The shift distance of the search, by the byte at the end of the window. */
  private final int[] steps = new int[256];

  /**
   * Creates a searcher.
   *
   * @param text the text, ASCII only; all class files contain the empty text
   */
  ClassFileText(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
    int last = this.text.length - 1;
    Arrays.fill(steps, this.text.length);
    for (int i = 0; i < last; i++) {
      steps[this.text[i]] = last - i;
    }
  }

  boolean isIn(byte[] classFile) {
    int last = text.length - 1;
    int end = last;
    while (end < classFile.length) {
      int offset = 0;
      while (offset <= last && classFile[end - offset] == text[last - offset]) {
        offset++;
      }
      if (offset > last) {
        return true;
      }
      end += steps[classFile[end] & 0xff];
    }
    return false;
  }
}
