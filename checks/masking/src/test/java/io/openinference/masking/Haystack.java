// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import java.util.BitSet;

/** Bytes in which thousands of texts are looked for, of which few are there. */
final class Haystack {

  private static final int WINDOW = 4;
  private static final int BITS = 22;

  private final String bytes;
  private final BitSet windows = new BitSet(1 << BITS);

  /**
   * @param bytes one character for each
   */
  Haystack(String bytes) {
    this.bytes = bytes;
    for (int i = 0; i + WINDOW <= bytes.length(); i++) {
      windows.set(hash(bytes, i));
    }
  }

  /** Returns whether the bytes contain a text. Reads all bytes only where each window matches. */
  boolean contains(String text) {
    for (int i = 0; i + WINDOW <= text.length(); i++) {
      if (!windows.get(hash(text, i))) {
        return false;
      }
    }
    return bytes.contains(text);
  }

  private static int hash(String text, int start) {
    int hash = 0;
    for (int i = start; i < start + WINDOW; i++) {
      hash = hash * 0x101 + text.charAt(i);
    }
    return hash * 0x9E3779B9 >>> Integer.SIZE - BITS;
  }
}
