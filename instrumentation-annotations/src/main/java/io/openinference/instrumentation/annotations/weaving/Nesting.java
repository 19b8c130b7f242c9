// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The position of a call in the nesting of annotated methods, across threads.
 *
 * <p>The nesting depth is limited. The limit keeps the spans of a recursion from filling the heap,
 * and keeps telemetry from running near the end of the stack. Ended calls do not count. Otherwise,
 * a task that schedules its successor in its own context would reach the limit and lose its spans.
 */
final class Nesting {

  static final int MAX_DEPTH = 128;

  private static final ContextKey<Nesting> KEY = ContextKey.named("openinference-nesting");
  private static final AtomicBoolean REPORTED = new AtomicBoolean();

  private final @Nullable Nesting outer;
  private final OpenInferenceSpan<?> span;
  private final int depth;
  private final AtomicReference<@Nullable Expected> expected = new AtomicReference<>();
  private volatile boolean returned;

  private Nesting(@Nullable Nesting outer, OpenInferenceSpan<?> span) {
    this.outer = outer;
    this.span = span;
    this.depth = outer == null ? 1 : outer.depth + 1;
  }

  /** Returns the innermost open call in the context, or null if there is none. */
  static @Nullable Nesting around(Context context) {
    Nesting nesting = context.get(KEY);
    while (nesting != null && !nesting.isOpen()) {
      nesting = nesting.outer;
    }
    return nesting;
  }

  static boolean isTooDeep(@Nullable Nesting around) {
    return around != null && around.depth >= MAX_DEPTH;
  }

  /** Begins a call. */
  static Nesting below(@Nullable Nesting around, OpenInferenceSpan<?> span) {
    Nesting nesting = new Nesting(around, span);
    if (nesting.depth == MAX_DEPTH && REPORTED.compareAndSet(false, true)) {
      Logger.getLogger(TelemetryGuard.class.getName())
          .log(
              Level.INFO,
              "OpenInference annotations: calls of annotated methods that are nested more than {0}"
                  + " deep get no span (reported once)",
              MAX_DEPTH);
    }
    return nesting;
  }

  /** Announces a method that runs inside this call, and whose span this call is. */
  void expect(Method method, @Nullable Object target) {
    expected.set(new Expected(method, target));
  }

  /** Tells whether the innermost call is the span of this method. A recursive call is not. */
  static boolean hasSpanOf(@Nullable Nesting around, Method method, @Nullable Object target) {
    if (around == null) {
      return false;
    }
    Expected announced = around.expected.get();
    return announced != null
        && announced.method.equals(method)
        && announced.target == target
        && around.expected.compareAndSet(announced, null);
  }

  /** Returns the context that the method runs in. */
  Context context() {
    return span.context().with(KEY, this);
  }

  /** Marks the method as returned; its span may stay open until a future completes. */
  void hasReturned() {
    returned = true;
  }

  private boolean isOpen() {
    return !returned || span.isRecording();
  }

  private record Expected(Method method, @Nullable Object target) {}
}
