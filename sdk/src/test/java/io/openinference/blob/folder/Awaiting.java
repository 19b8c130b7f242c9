// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about. */
final class Awaiting {

  private static final long TIMEOUT_SECONDS = 30;

  /**
   * Asks again and again.
   *
   * @throws AssertionError if the condition does not hold within 30 seconds
   */
  static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
        throw new AssertionError("not within " + TIMEOUT_SECONDS + " seconds");
      }
      Thread.yield();
    }
  }

  private Awaiting() {}
}
