// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/**
 * Runs an action when the application abandons an object, such as a stream that it never closed.
 *
 * @since 0.1.0
 */
public final class AbandonedObjects {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  /**
   * Runs an action once, when the owner is garbage-collected or when the returned object is
   * cleaned, whichever comes first.
   *
   * @param owner the object to watch; the action must not refer to it
   * @param end the action
   */
  public static Cleanable register(Object owner, Runnable end) {
    try {
      return Holder.CLEANER.register(owner, end);
    } catch (Throwable t) {
      // No thread is available. The action still runs when cleaned, but not when the owner is
      // abandoned.
      GUARD.handle("registerAbandoned", t);
      return end::run;
    }
  }

  // A nested class, so that the thread starts on first use and inside the guard.
  private static final class Holder {
    static final Cleaner CLEANER = Cleaner.create();
  }

  private AbandonedObjects() {}
}
