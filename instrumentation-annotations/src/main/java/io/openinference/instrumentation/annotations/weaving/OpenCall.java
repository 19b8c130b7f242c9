// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.GuardedScope;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.bytecode.CallObserver;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A call of an annotated method that has a span. */
final class OpenCall implements CallObserver.CallEnd {

  private final TracedMethod method;
  private final OpenInferenceSpan<?> span;
  private Scope scope = Scope.noop();

  private OpenCall(TracedMethod method, OpenInferenceSpan<?> span) {
    this.method = method;
    this.span = span;
  }

  /** Starts the span and makes it current until the end of the call. */
  static OpenCall start(
      TracedMethod method,
      OpenInferenceTracer tracer,
      Context parent,
      @Nullable Object[] arguments) {
    OpenCall call = new OpenCall(method, method.spanBuilder(tracer).startSpan(parent));
    try {
      call.begin(parent, arguments);
      return call;
    } catch (Throwable fault) {
      call.abandon();
      throw fault; // The engine logs it, and the method runs without a span.
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The end of the call closes it.
  private void begin(Context parent, @Nullable Object[] arguments) {
    if (span.isRecording()) {
      method.recordCall(span, arguments);
    }
    scope = GuardedScope.of(Nesting.enter(parent, span.context()));
  }

  private void abandon() {
    try {
      scope.close();
    } finally {
      span.end();
    }
  }

  @Override
  public @Nullable Object end(@Nullable Object result, @Nullable Throwable thrown) {
    try {
      scope.close();
    } finally {
      if (thrown != null) {
        span.endExceptionally(thrown);
      }
    }
    return thrown == null ? end(result) : result;
  }

  private @Nullable Object end(@Nullable Object result) {
    try {
      return Results.ending(span, method.resultType(result), result, method.recordsWholeResult());
    } catch (Throwable fault) {
      span.end();
      throw fault; // The engine logs it, and gives the caller what the method has returned.
    }
  }
}
