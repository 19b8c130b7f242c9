// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.bytecode.CallObserver;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A call of an annotated method that has a span. */
final class OpenCall implements CallObserver.CallEnd {

  private final TracedMethod method;
  private final OpenInferenceSpan<?> span;
  private final Nesting nesting;
  private Scope scope = Scope.noop();

  private OpenCall(TracedMethod method, OpenInferenceSpan<?> span, Nesting nesting) {
    this.method = method;
    this.span = span;
    this.nesting = nesting;
  }

  /**
   * Records the arguments and makes the span current until the call ends.
   *
   * @param around the innermost open call around this call
   */
  static OpenCall begin(
      TracedMethod method,
      OpenInferenceSpan<?> span,
      @Nullable Nesting around,
      @Nullable Object[] arguments) {
    try {
      OpenCall call = new OpenCall(method, span, Nesting.below(around, span));
      call.begin(arguments);
      return call;
    } catch (Throwable fault) {
      span.end();
      throw fault; // The weaving engine logs the fault, and the method runs without a span.
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The end of the call closes the scope.
  private void begin(@Nullable Object[] arguments) {
    if (span.isRecording()) {
      method.recordCall(span, arguments);
    }
    // The last step, because after a fault nothing would close the scope.
    scope = GuardedScope.of(nesting.context());
  }

  /** Announces the method, which makes no span of its own for this call. */
  void expect(Method announced, @Nullable Object target) {
    nesting.expect(announced, target);
  }

  @Override
  public @Nullable Object end(@Nullable Object result, @Nullable Throwable thrown) {
    nesting.hasReturned();
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
      throw fault; // The weaving engine logs the fault, and the caller gets the method's result.
    }
  }
}
