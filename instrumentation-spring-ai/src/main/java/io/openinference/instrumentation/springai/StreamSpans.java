// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** Makes a span for each subscription to the stream that a model returns. */
final class StreamSpans {

  /**
   * Makes the call and returns its stream, traced.
   *
   * @throws Throwable the exception of the model, unchanged
   */
  static @Nullable Object of(AudioInterceptor model, Tracing tracing, InterceptedCall call)
      throws Throwable {
    Object result = call.proceed();
    return result instanceof Flux<?> stream ? traced(stream, model, tracing, call) : result;
  }

  private static <T> Flux<T> traced(
      Flux<T> stream, AudioInterceptor model, Tracing tracing, InterceptedCall call) {
    Publisher<T> publisher =
        subscriber -> {
          LlmSpan span = start(model, tracing, call);
          if (span == null) {
            stream.subscribe(subscriber);
            return;
          }
          Context inCall = ModelCall.mark(span.context(), OpenInferenceSpanKind.LLM);
          try (Scope ignored = GuardedScope.of(inCall)) {
            stream
                .doOnError(span::recordException)
                .doFinally(signal -> end(span, model, tracing, call, signal))
                .subscribe(subscriber);
          }
        };
    return Flux.from(publisher);
  }

  /** Starts the span, unless the call is already traced or the span cannot be made. */
  private static @Nullable LlmSpan start(
      AudioInterceptor model, Tracing tracing, InterceptedCall call) {
    try {
      if (ModelCall.isInProgress(Context.current(), OpenInferenceSpanKind.LLM)) {
        return null;
      }
      LlmSpan span = model.spanBuilder(tracing, call).startSpan();
      if (span.isRecording()) {
        try {
          model.recordRequest(span, tracing, call);
        } catch (Throwable t) {
          Tracing.GUARD.handleLibrary("request", t);
        }
      }
      return span;
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("start", t);
      return null;
    }
  }

  private static void end(
      LlmSpan span,
      AudioInterceptor model,
      Tracing tracing,
      InterceptedCall call,
      SignalType signal) {
    if (signal == SignalType.ON_COMPLETE && span.isRecording()) {
      try {
        model.recordResult(span, tracing, call, signal);
      } catch (Throwable t) {
        Tracing.GUARD.handleLibrary("response", t);
      }
    }
    span.end();
  }

  private StreamSpans() {}
}
