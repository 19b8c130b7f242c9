// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts how many calls of annotated methods are open around a context, on whichever threads.
 *
 * <p>A bound keeps the spans of a recursion from filling the heap, and calls near the end of the
 * stack from running telemetry there.
 */
final class Nesting {

  static final int MAX_DEPTH = 128;

  private static final ContextKey<Integer> DEPTH = ContextKey.named("openinference-nesting");
  private static final AtomicBoolean REPORTED = new AtomicBoolean();

  static boolean isTooDeep(Context context) {
    return depth(context) >= MAX_DEPTH;
  }

  /** Returns the context of a call that is one level deeper. */
  static Context enter(Context parent, Context ofSpan) {
    int depth = depth(parent) + 1;
    if (depth == MAX_DEPTH && REPORTED.compareAndSet(false, true)) {
      Logger.getLogger(TelemetryGuard.class.getName())
          .log(
              Level.INFO,
              "OpenInference annotations: calls of annotated methods that are nested more than {0}"
                  + " deep get no span (reported once)",
              MAX_DEPTH);
    }
    return ofSpan.with(DEPTH, depth);
  }

  private static int depth(Context context) {
    Integer depth = context.get(DEPTH);
    return depth == null ? 0 : depth;
  }

  private Nesting() {}
}
