// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

/** Bytes in which thousands of texts are looked for. An index of short windows finds each text. */
final class Haystack {

  private static final int WINDOW = 4;
  private static final int MAX_SIZE = 1 << 23;

  private final String bytes;
  private final int shift;
  // By the hash of a window: the end of its last place. 0 stands for no place.
  private final int[] last;
  // By the end of a place: the end of the place before it with the same hash.
  private final int[] before;

  /**
   * @param bytes one character for each
   */
  Haystack(String bytes) {
    this.bytes = bytes;
    int size = Integer.highestOneBit(Math.min(MAX_SIZE, 4 * bytes.length() + WINDOW));
    shift = Integer.numberOfLeadingZeros(size) + 1;
    last = new int[size];
    before = new int[bytes.length() + 1];
    for (int end = WINDOW; end <= bytes.length(); end++) {
      int hash = hash(bytes, end - WINDOW);
      before[end] = last[hash];
      last[hash] = end;
    }
  }

  /** Returns whether the bytes contain a text of at least four characters. */
  boolean contains(String text) {
    for (int i = 0; i + WINDOW <= text.length(); i++) {
      if (last[hash(text, i)] == 0) {
        return false;
      }
    }
    // The window in the middle, because many texts begin alike.
    int middle = (text.length() - WINDOW) / 2;
    for (int end = last[hash(text, middle)]; end != 0; end = before[end]) {
      if (bytes.startsWith(text, end - WINDOW - middle)) {
        return true;
      }
    }
    return false;
  }

  private int hash(String text, int start) {
    int hash = 0;
    for (int i = start; i < start + WINDOW; i++) {
      hash = hash * 0x101 + text.charAt(i);
    }
    return hash * 0x9E3779B9 >>> shift;
  }
}
