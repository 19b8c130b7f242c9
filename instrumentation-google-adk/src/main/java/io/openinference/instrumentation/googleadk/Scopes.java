// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Runs code of ADK, which opens scopes on one thread and closes them on another. */
final class Scopes {

  /** Runs code in a context. Afterwards the thread has the context that it had before. */
  static void run(Context context, Runnable code) {
    Context before = GuardedScope.currentContext();
    try (Scope ignored = GuardedScope.of(context)) {
      code.run();
    } finally {
      restore(before);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // It takes the place of a scope that nobody closes.
  static void restore(Context before) {
    if (GuardedScope.currentContext() != before) {
      Scope unused = GuardedScope.open(before);
    }
  }

  private Scopes() {}
}
