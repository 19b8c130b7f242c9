// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * Spreads the starts of calls over time. The distance between two starts doubles when the provider
 * refuses a call, and shrinks slowly while calls succeed.
 */
final class AdaptiveRate {

  private static final long FIRST_GAP_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long NO_GAP_NANOS = Duration.ofMillis(10).toNanos();
  private static final double SHRINKING = 0.9;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private long gapNanos;

  @GuardedBy("lock")
  private long nextStartNanos = System.nanoTime();

  @GuardedBy("lock")
  private long slowedNanos = nextStartNanos;

  /** Waits until the next call may start. */
  void await() throws InterruptedException {
    long waitNanos;
    synchronized (lock) {
      long now = System.nanoTime();
      long start = Math.max(now, nextStartNanos);
      nextStartNanos = start + gapNanos;
      waitNanos = start - now;
    }
    if (waitNanos > 0) {
      Thread.sleep(Duration.ofNanos(waitNanos).toMillis() + 1);
    }
  }

  void succeeded() {
    synchronized (lock) {
      gapNanos = gapNanos < NO_GAP_NANOS ? 0 : (long) (gapNanos * SHRINKING);
    }
  }

  /**
   * Slows down. Calls that started before the last slowdown say nothing about the new gap, so that
   * calls which are refused together count once.
   */
  void refused(long startedNanos) {
    synchronized (lock) {
      if (gapNanos > 0 && startedNanos - slowedNanos < 0) {
        return;
      }
      slowedNanos = System.nanoTime();
      gapNanos = Math.min(LONGEST_GAP_NANOS, Math.max(FIRST_GAP_NANOS, gapNanos * 2));
      nextStartNanos = slowedNanos + gapNanos;
    }
  }

  Duration gap() {
    synchronized (lock) {
      return Duration.ofNanos(gapNanos);
    }
  }
}
