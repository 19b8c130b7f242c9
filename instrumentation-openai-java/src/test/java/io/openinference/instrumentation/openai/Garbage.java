// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Garbage collection that a test can wait for. */
final class Garbage {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Collects until the condition holds. */
  static void collectUntil(BooleanSupplier condition) {
    Instant end = Instant.now().plus(TIMEOUT);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Garbage collection did not bring it about in " + TIMEOUT);
      }
      System.gc();
      Thread.yield();
    }
  }

  /** Collects what is garbage by now. */
  static void collect() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    collectUntil(() -> garbage.refersTo(null));
  }

  private Garbage() {}
}
