// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the starts of calls over time. The distance between two starts doubles when the provider
 * refuses a call, and shrinks while calls succeed.
 */
final class AdaptiveRate {

  private static final long FIRST_GAP_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long NO_GAP_NANOS = Duration.ofMillis(10).toNanos();
  private static final double SHRINKING = 0.7;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private long gapNanos;

  @GuardedBy("lock")
  private long lastStartNanos = System.nanoTime();

  @GuardedBy("lock")
  private long nextStartNanos = lastStartNanos;

  @GuardedBy("lock")
  private long slowedNanos = nextStartNanos;

  /** Waits until the next call may start. A call that succeeds meanwhile shortens the wait. */
  void await() throws InterruptedException {
    synchronized (lock) {
      long now = System.nanoTime();
      while (now - nextStartNanos < 0) {
        TimeUnit.NANOSECONDS.timedWait(lock, nextStartNanos - now);
        now = System.nanoTime();
      }
      lastStartNanos = now;
      nextStartNanos = now + gapNanos;
    }
  }

  void succeeded() {
    synchronized (lock) {
      gapNanos = gapNanos < NO_GAP_NANOS ? 0 : (long) (gapNanos * SHRINKING);
      nextStartNanos = lastStartNanos + gapNanos;
      lock.notifyAll();
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
      lastStartNanos = slowedNanos;
      nextStartNanos = slowedNanos + gapNanos;
    }
  }

  Duration gap() {
    synchronized (lock) {
      return Duration.ofNanos(gapNanos);
    }
  }
}
