// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that JSON text is written to, kept from one call to the next, because that of a long
 * conversation would else be made anew several times for each call, as it grows.
 *
 * <p>A few for all threads rather than one for each, of which there may be a million. A collection
 * of garbage takes those that nobody uses, so that they never add to what the application holds.
 */
final class TextBuffers {

  private static final int KEPT = 8;

  /** In characters; a larger buffer goes to the garbage. */
  private static final int MAX_KEPT_CAPACITY = 8 * 1024 * 1024;

  /** In characters; more are no array. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  /** In characters; shorter texts grow in few steps. */
  private static final int MIN_LONG_TEXT = 64 * 1024;

  private final AtomicReferenceArray<@Nullable WeakReference<TextBuffer>> buffers =
      new AtomicReferenceArray<>(KEPT);
  private volatile int longTextLength = MIN_LONG_TEXT;

  /** Returns an empty buffer, for the caller alone until it gives it back. */
  TextBuffer take() {
    WeakReference<TextBuffer> kept = buffers.getAndSet(slot(), null);
    TextBuffer buffer = kept == null ? null : kept.get();
    return buffer == null ? new TextBuffer(this) : buffer;
  }

  /**
   * Returns the capacity to grow to. Where a text turns out to be long, it is room for as much as
   * the last long one had, so that a buffer made after garbage collection does not grow, and is
   * copied, step by step.
   *
   * @param length that is needed, in characters
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
