// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.io.Writer;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * Growing text, without the lock of the JDK's own writers.
 *
 * <p>Uses an array and not a {@link StringBuilder}, which inspects each character that it copies
 * from an array.
 */
final class TextBuffer extends Writer {

  private static final int INITIAL_CAPACITY = 4 * 1024;

  private final TextBuffers pool;
  private final WeakReference<TextBuffer> reference = new WeakReference<>(this);
  private final StringEscapes escapes = new StringEscapes();
  private char[] text = new char[INITIAL_CAPACITY];
  private int length;
  private boolean keepsText = true;

  /**
   * @param pool knows how much room long texts need
   */
  TextBuffer(TextBuffers pool) {
    this.pool = pool;
  }

  /** Returns the reference that the pool keeps; it is always the same object. */
  WeakReference<TextBuffer> reference() {
    return reference;
  }

  /** Returns the writer of strings, cached here because it needs an array. */
  StringEscapes escapes() {
    return escapes;
  }

  /** Returns the length of the text in characters. */
  int length() {
    return length;
  }

  /** Returns the capacity in characters. */
  int capacity() {
    return text.length;
  }

  void clear() {
    length = 0;
    keepsText = true;
  }

  /** Marks the text as unused, so that the buffer does not grow. */
  void keepNothing() {
    keepsText = false;
  }

  @Override
  public void write(char[] from, int offset, int count) {
    if (!makeRoom(count)) {
      return;
    }
    System.arraycopy(from, offset, text, length, count);
    length += count;
  }

  @Override
  public void write(String from, int offset, int count) {
    if (!makeRoom(count)) {
      return;
    }
    from.getChars(offset, offset + count, text, length);
    length += count;
  }

  @Override
  public void write(int character) {
    if (makeRoom(1)) {
      text[length++] = (char) character;
    }
  }

  private boolean makeRoom(int count) {
    return count <= text.length - length || grow(count);
  }

  private boolean grow(int count) {
    if (!keepsText) {
      length = 0;
      return count <= text.length;
    }
    int needed = Math.addExact(length, count);
    text = Arrays.copyOf(text, Math.max(needed, pool.capacityFor(needed)));
    return true;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Returns the text. */
  @Override
  public String toString() {
    return new String(text, 0, length);
  }
}
