// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/**
 * Runs what ends an object that nobody holds any more, such as a stream that was never closed.
 *
 * @since 0.1.0
 */
public final class AbandonedObjects {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  /**
   * Runs an action once, when the garbage collector finds the owner unreachable or when the
   * returned object is cleaned, whichever comes first.
   *
   * @param owner what nobody may hold any more; the action must not hold it
   * @param end the action
   */
  public static Cleanable register(Object owner, Runnable end) {
    try {
      return Holder.CLEANER.register(owner, end);
    } catch (Throwable t) {
      // No thread to be had: the action still runs when it is cleaned, but not when abandoned.
      GUARD.handle("registerAbandoned", t);
      return end::run;
    }
  }

  // Apart, so that its thread starts with the first use and inside the guard.
  private static final class Holder {
    static final Cleaner CLEANER = Cleaner.create();
  }

  private AbandonedObjects() {}
}
