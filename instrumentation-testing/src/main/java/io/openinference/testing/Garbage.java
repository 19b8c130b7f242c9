// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits in a test for garbage collection.
 *
 * @since 0.1.0
 */
public final class Garbage {

  /** Leaves the processor to the threads that see what was collected. */
  private static final long PAUSE_NANOS = 10_000_000;

  /**
   * Runs garbage collection until a condition holds, for at most 20 seconds.
   *
   * @throws AssertionError if the condition does not hold by then
   */
  public static void collectUntil(BooleanSupplier condition) {
    Duration patience = Patience.forGarbage();
    Instant end = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "Garbage collection did not make the condition true within " + patience);
      }
      System.gc();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Runs garbage collection once. */
  public static void collect() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    collectUntil(() -> garbage.refersTo(null));
  }

  private Garbage() {}
}
