// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes one span per call, for methods that return a result or a future.
 *
 * @param <T> the type of the object that traces the library's calls
 * @param <S> the type of the spans
 * @since 0.1.0
 */
public abstract class SpanInterceptor<T, S extends OpenInferenceSpan<S>> implements Interceptor<T> {

  /**
   * Returns the library's guard. Called only after a fault, because an agent creates interceptors
   * where the library is not visible.
   */
  protected abstract TelemetryGuard guard();

  /** Returns a builder for the span of a call. */
  protected abstract OpenInferenceSpanBuilder<S> spanBuilder(T tracing, InterceptedCall call);

  /** Records the input of a call. */
  protected abstract void recordRequest(S span, T tracing, InterceptedCall call);

  /** Records the result of a call, or the result of its future. */
  protected abstract void recordResult(S span, T tracing, InterceptedCall call, Object result);

  /** Returns the context that the call belongs to, even if it runs on another thread. */
  protected Context parent(InterceptedCall call) {
    return Context.current();
  }

  /**
   * Returns the parent context of the span.
   *
   * @param parent the result of {@link #parent}, which may hold more values than the call may see
   */
  protected Context spanParent(Context parent) {
    return parent;
  }

  /**
   * Returns the kind of model call for which instrumentations of lower layers make no span, or
   * null.
   */
  protected @Nullable OpenInferenceSpanKind modelCallKind() {
    return null;
  }

  /** Called with the context that the call runs in. */
  protected void onStarted(InterceptedCall call, Context inCall) {}

  /**
   * Called if the call threw an {@link Error}.
   *
   * @param parent the result of {@link #parent}
   */
  protected void onError(InterceptedCall call, Context parent, Throwable error) {}

  @Override
  public @Nullable Object intercept(T tracing, InterceptedCall call) throws Throwable {
    Started<S> started = start(tracing, call);
    if (started == null) {
      return call.proceed();
    }
    Object result;
    try (Scope ignored = GuardedScope.of(started.inCall)) {
      result = call.proceed();
    } catch (Throwable t) {
      started.span.endExceptionally(t);
      if (t instanceof Error) {
        tellOfError(call, started.parent, t);
      }
      throw t;
    }
    return end(started.span, tracing, call, result);
  }

  /** Starts the span, unless the call is already traced or the span cannot be made. */
  private @Nullable Started<S> start(T tracing, InterceptedCall call) {
    try {
      Context marked = parent(call);
      Context parent = spanParent(marked);
      OpenInferenceSpanKind kind = modelCallKind();
      if (kind != null && ModelCall.isInProgress(parent, kind)) {
        return null;
      }
      S span = spanBuilder(tracing, call).setParent(parent).startSpan();
      try {
        Context inCall = kind == null ? span.context() : ModelCall.mark(span.context(), kind);
        recordRequestGuarded(span, tracing, call);
        onStarted(call, inCall);
        return new Started<>(span, marked, TracedTarget.mark(inCall, call.delegate()));
      } catch (Throwable t) {
        // The call continues without a span.
        span.end();
        throw t;
      }
    } catch (Throwable t) {
      guard().handleLibrary("start", t);
      return null;
    }
  }

  private void recordRequestGuarded(S span, T tracing, InterceptedCall call) {
    if (span.isRecording()) {
      try {
        recordRequest(span, tracing, call);
      } catch (Throwable t) {
        guard().handleLibrary("request", t);
      }
    }
  }

  private void tellOfError(InterceptedCall call, Context parent, Throwable error) {
    try {
      onError(call, parent, error);
    } catch (Throwable t) {
      guard().handleLibrary("error", t);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Safe: this is the result of the call.
  private @Nullable Object end(S span, T tracing, InterceptedCall call, @Nullable Object result) {
    // Replaces only a plain CompletableFuture, because a subclass of the application would lose
    // its type.
    if (result instanceof CompletionStage<?> stage
        && call.method().getReturnType() == CompletableFuture.class) {
      return span.endWhenComplete(stage, value -> record(span, tracing, call, value));
    }
    record(span, tracing, call, result);
    span.end();
    return result;
  }

  private void record(S span, T tracing, InterceptedCall call, @Nullable Object result) {
    if (result != null && span.isRecording()) {
      try {
        recordResult(span, tracing, call, result);
      } catch (Throwable t) {
        guard().handleLibrary("response", t);
      }
    }
  }

  /** A call and its span. */
  private record Started<S>(S span, Context parent, Context inCall) {}
}
