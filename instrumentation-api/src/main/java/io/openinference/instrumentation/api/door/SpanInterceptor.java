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
 * Makes one span a call, whether it returns its result or a future of it.
 *
 * @param <T> what the library's calls are traced with
 * @param <S> the type of the spans
 * @since 0.1.0
 */
public abstract class SpanInterceptor<T, S extends OpenInferenceSpan<S>> implements Interceptor<T> {

  /**
   * Returns the library's guard. Asked only once there is a fault, because an agent makes
   * interceptors where the library cannot be seen.
   */
  protected abstract TelemetryGuard guard();

  /** Returns a builder for the span of a call. */
  protected abstract OpenInferenceSpanBuilder<S> spanBuilder(T tracing, InterceptedCall call);

  /** Records what a call is given. */
  protected abstract void recordRequest(S span, T tracing, InterceptedCall call);

  /** Records what a call returns, or what its future completes with. */
  protected abstract void recordResult(S span, T tracing, InterceptedCall call, Object result);

  /** Returns the context that the call belongs to, also where it runs on a foreign thread. */
  protected Context parent(InterceptedCall call) {
    return Context.current();
  }

  /**
   * Returns the context that the span starts in.
   *
   * @param parent what {@link #parent} returned, which may hold more than the call may see
   */
  protected Context spanParent(Context parent) {
    return parent;
  }

  /** Returns the kind under which an instrumentation of the layer below stays silent, if any. */
  protected @Nullable OpenInferenceSpanKind modelCallKind() {
    return null;
  }

  /** Learns the context that the call runs in. */
  protected void onStarted(InterceptedCall call, Context inCall) {}

  /**
   * Learns that the call threw an {@link Error}.
   *
   * @param parent what {@link #parent} returned
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

  /** Starts the span, unless the call is traced already or the span cannot be made. */
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
        // The call goes on without it, so that nobody else would.
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

  @SuppressWarnings("FutureReturnValueIgnored") // It is the result of the call.
  private @Nullable Object end(S span, T tracing, InterceptedCall call, @Nullable Object result) {
    // The library declares CompletableFuture; a subclass of the application's would be lost.
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

  /** A call in its span. */
  private record Started<S>(S span, Context parent, Context inCall) {}
}
