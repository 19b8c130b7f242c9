// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** The part of the heap that garbage collection leaves. */
final class Heap {

  private static final int ROUNDS = 24;
  private static final long PAUSE_MILLIS = 250;

  /**
   * Collects several times, because what a cleaner closes is garbage only afterwards, and pools
   * look for lost connections every 2 seconds.
   */
  static long usedBytesAfterCollection() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private Heap() {}
}
