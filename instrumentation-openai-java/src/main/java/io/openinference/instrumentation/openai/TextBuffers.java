// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

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

  private static final int INITIAL_CAPACITY = 4 * 1024;

  /** In characters; shorter texts grow in few steps. */
  private static final int MIN_LONG_TEXT = 64 * 1024;

  private final AtomicReferenceArray<@Nullable WeakReference<StringBuilder>> buffers =
      new AtomicReferenceArray<>(KEPT);
  private volatile int longTextLength = MIN_LONG_TEXT;

  /** Returns an empty buffer, for the caller alone until it gives it back. */
  StringBuilder take() {
    WeakReference<StringBuilder> kept = buffers.getAndSet(slot(), null);
    StringBuilder buffer = kept == null ? null : kept.get();
    return buffer == null ? new StringBuilder(INITIAL_CAPACITY) : buffer;
  }

  /**
   * Makes room for more text. Where it turns out to be long, for as much as the last long one had,
   * so that a buffer made after garbage collection does not grow, and is copied, step by step.
   *
   * @param length of what comes next, in characters
   */
  void makeRoom(StringBuilder buffer, int length) {
    int needed = buffer.length() + length;
    if (needed > MIN_LONG_TEXT && needed > buffer.capacity()) {
      buffer.ensureCapacity(Math.max(needed, longTextLength));
    }
  }

  void giveBack(StringBuilder buffer) {
    if (buffer.capacity() > MAX_KEPT_CAPACITY) {
      return;
    }
    if (buffer.length() > MIN_LONG_TEXT) {
      longTextLength = buffer.length();
    }
    buffer.setLength(0);
    buffers.set(slot(), new WeakReference<>(buffer));
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & (KEPT - 1);
  }
}
