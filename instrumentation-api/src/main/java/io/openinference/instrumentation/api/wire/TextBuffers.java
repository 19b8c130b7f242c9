// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A pool of JSON text buffers. Without the pool, each call with a long conversation would grow a
 * new buffer several times.
 *
 * <p>The pool holds a few buffers for all threads, because there may be a million threads. Unused
 * buffers are softly referenced, so they never add to the application's memory.
 */
final class TextBuffers {

  private static final int KEPT = 8;

  /** The maximum capacity of a pooled buffer, in characters; larger buffers are garbage. */
  private static final int MAX_KEPT_CAPACITY = 8 * 1024 * 1024;

  /** The largest array that the JVM allows, in characters. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  /** The length in characters from which a text counts as long; shorter texts grow in few steps. */
  private static final int MIN_LONG_TEXT = 64 * 1024;

  private final AtomicReferenceArray<@Nullable WeakReference<TextBuffer>> buffers =
      new AtomicReferenceArray<>(KEPT);
  private volatile int longTextLength = MIN_LONG_TEXT;

  /** Returns an empty buffer that the caller owns until it returns the buffer. */
  TextBuffer take() {
    WeakReference<TextBuffer> kept = buffers.getAndSet(slot(), null);
    TextBuffer buffer = kept == null ? null : kept.get();
    return buffer == null ? new TextBuffer(this) : buffer;
  }

  /**
   * Returns the capacity to grow to. A long text gets the capacity of the last long text, so that a
   * new buffer grows, and is copied, only once.
   *
   * @param length the required capacity, in characters
   */
  int capacityFor(int length) {
    long grown = length + length / 2L;
    long capacity = length > MIN_LONG_TEXT ? Math.max(grown, longTextLength) : grown;
    return (int) Math.min(capacity, MAX_CAPACITY);
  }

  void giveBack(TextBuffer buffer) {
    if (buffer.capacity() > MAX_KEPT_CAPACITY) {
      return;
    }
    if (buffer.length() > MIN_LONG_TEXT) {
      longTextLength = buffer.length();
    }
    buffer.clear();
    buffers.set(slot(), buffer.reference());
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & (KEPT - 1);
  }
}
