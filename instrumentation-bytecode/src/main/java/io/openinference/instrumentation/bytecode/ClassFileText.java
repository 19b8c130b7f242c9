// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text to be found in class files without parsing them, by Horspool's algorithm: it looks at each
 * class of the application, mostly before the JIT compiler has seen it.
 */
final class ClassFileText {

  private final byte[] text;

  /** By the byte below the text's end, how far the text can be moved on. */
  private final int[] steps = new int[256];

  /**
   * Makes one.
   *
   * @param text of ASCII characters; the empty one is in all class files
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
