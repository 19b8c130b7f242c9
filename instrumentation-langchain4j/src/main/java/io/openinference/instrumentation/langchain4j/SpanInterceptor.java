// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes one span a call, whether it returns its result or a future of it. */
abstract class SpanInterceptor<S extends OpenInferenceSpan<S>> implements Interceptor {

  abstract OpenInferenceSpanBuilder<S> spanBuilder(Tracing tracing, Call call);

  abstract void recordRequest(S span, Tracing tracing, Call call);

  abstract void recordResult(S span, Tracing tracing, Call call, Object result);

  /** Returns the context that the call belongs to, also where it runs on a foreign thread. */
  Context parent(Call call) {
    return Context.current();
  }

  /** Returns the kind under which an instrumentation of the layer below stays silent, if any. */
  @Nullable OpenInferenceSpanKind modelCallKind() {
    return null;
  }

  /** Learns the context that the call runs in. */
  void onStarted(Call call, Context inCall) {}

  /** Ends the span of the AI service that made the call, which threw an {@link Error}. */
  void onError(Call call, Context parent, Throwable error) {
    Invocation invocation = RequestHandoff.invocation(parent);
    if (invocation != null) {
      invocation.fail(error);
    }
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, Call call) throws Throwable {
    Started<S> started = start(tracing, call);
    if (started == null) {
      return call.proceed();
    }
    Object result;
    try (Scope ignored = GuardedScope.of(TracedTarget.mark(started.inCall, call.delegate()))) {
      result = call.proceed();
    } catch (Throwable t) {
      started.span.endExceptionally(t);
      if (t instanceof Error) {
        // No event tells of it, so that nothing else would end the span of the service.
        endService(call, started.parent, t);
      }
      throw t;
    }
    return end(started.span, tracing, call, result);
  }

  /** Starts the span, unless the call is traced already or the span cannot be made. */
  private @Nullable Started<S> start(Tracing tracing, Call call) {
    try {
      Context marked = parent(call);
      Context parent = RequestHandoff.withoutMark(marked);
      OpenInferenceSpanKind kind = modelCallKind();
      if (kind != null && ModelCall.isInProgress(parent, kind)) {
        return null;
      }
      S span = spanBuilder(tracing, call).setParent(parent).startSpan();
      try {
        Context inCall = kind == null ? span.context() : ModelCall.mark(span.context(), kind);
        recordRequestGuarded(span, tracing, call);
        onStarted(call, inCall);
        return new Started<>(span, marked, inCall);
      } catch (Throwable t) {
        // The call goes on without it, so that nobody else would.
        span.end();
        throw t;
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("start", t);
      return null;
    }
  }

  private void recordRequestGuarded(S span, Tracing tracing, Call call) {
    if (span.isRecording()) {
      try {
        recordRequest(span, tracing, call);
      } catch (Throwable t) {
        GUARD.handleLibrary("request", t);
      }
    }
  }

  private void endService(Call call, Context parent, Throwable error) {
    try {
      onError(call, parent, error);
    } catch (Throwable t) {
      GUARD.handleLibrary("error", t);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is the result of the call.
  private @Nullable Object end(S span, Tracing tracing, Call call, @Nullable Object result) {
    // The library declares CompletableFuture; a subclass of the application's would be lost.
    if (result instanceof CompletionStage<?> stage
        && call.method().getReturnType() == CompletableFuture.class) {
      return span.endWhenComplete(stage, value -> record(span, tracing, call, value));
    }
    record(span, tracing, call, result);
    span.end();
    return result;
  }

  private void record(S span, Tracing tracing, Call call, @Nullable Object result) {
    if (result != null && span.isRecording()) {
      try {
        recordResult(span, tracing, call, result);
      } catch (Throwable t) {
        GUARD.handleLibrary("response", t);
      }
    }
  }

  /** A call in its span. */
  private record Started<S>(S span, Context parent, Context inCall) {}
}
