// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Traces {@code StreamingChatModel}, both with a handler and with a publisher. */
final class StreamingChatModelInterceptor implements PartInterceptor {

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return method.getName().equals("doChat") ? Route.pass() : Route.funnel(this);
  }

  @Override
  public Scope enter(InterceptedCall call) {
    return RequestHandoff.enter(call);
  }

  @Override
  @SuppressWarnings("NullAway") // NullAway does not see that the arguments of a call may be null.
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Context marked = parent(call);
    if (marked == null) {
      return call.proceed();
    }
    Context parent = RequestHandoff.withoutMark(marked);
    if (Flow.Publisher.class.isAssignableFrom(call.method().getReturnType())) {
      return StreamingEvents.trace(tracing, call, parent);
    }
    LlmSpan span = tracing.tracer().llm(call.delegateName()).setParent(parent).startSpan();
    StreamRecorder recorder =
        new StreamRecorder(
            span,
            tracing,
            dialect(call),
            requestedModel(span, call),
            RequestHandoff.invocation(marked));
    recordRequest(span, tracing, call);
    @Nullable Object @Nullable [] arguments = withTracedHandler(call, span, recorder, parent);
    try (Scope ignored = GuardedScope.of(inCall(span, parent))) {
      return call.proceed(arguments);
    } catch (Throwable t) {
      recorder.fail(t);
      recorder.failService(t);
      throw t;
    }
  }

  /** Returns the context that the call belongs to, or null if the call is not traced. */
  private static @Nullable Context parent(InterceptedCall call) {
    try {
      Context marked = RequestHandoff.parent(call);
      boolean traced =
          ModelCall.isInProgress(RequestHandoff.withoutMark(marked), OpenInferenceSpanKind.LLM);
      return traced ? null : marked;
    } catch (Throwable t) {
      GUARD.handleLibrary("parent", t);
      return null;
    }
  }

  private static Dialect dialect(InterceptedCall call) {
    try {
      return Dialect.of(call.delegate());
    } catch (Throwable t) {
      GUARD.handleLibrary("dialect", t);
      return Dialect.UNKNOWN;
    }
  }

  static @Nullable String requestedModel(LlmSpan span, InterceptedCall call) {
    try {
      return span.isRecording() ? ChatRecorder.requestedModel(call) : null;
    } catch (Throwable t) {
      GUARD.handleLibrary("model", t);
      return null;
    }
  }

  private static Context inCall(LlmSpan span, Context parent) {
    try {
      return ModelCall.mark(span.context(), OpenInferenceSpanKind.LLM);
    } catch (Throwable t) {
      GUARD.handleLibrary("context", t);
      return parent;
    }
  }

  static void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    if (span.isRecording()) {
      try {
        ChatRecorder.recordRequest(span, tracing, call);
      } catch (Throwable t) {
        GUARD.handleLibrary("request", t);
      }
    }
  }

  private static @Nullable Object @Nullable [] withTracedHandler(
      InterceptedCall call, LlmSpan span, StreamRecorder recorder, Context parent) {
    try {
      return traced(call.arguments(), span, recorder, parent);
    } catch (Throwable t) {
      // The call goes on with the application's handler, so no other code would end the span.
      span.end();
      GUARD.handleLibrary("handler", t);
      return call.arguments();
    }
  }

  private static @Nullable Object @Nullable [] traced(
      @Nullable Object @Nullable [] arguments,
      LlmSpan span,
      StreamRecorder recorder,
      Context parent) {
    if (arguments == null) {
      return null;
    }
    @Nullable Object[] traced = arguments.clone();
    for (int i = 0; i < traced.length; i++) {
      if (traced[i] instanceof StreamingChatResponseHandler handler) {
        StreamingChatResponseHandler tracingHandler =
            TracingStreamingHandler.wrap(handler, recorder, parent);
        // If the model drops the handler, the end of the response is never reported.
        span.endWhenUnreachable(tracingHandler, recorder::abandon);
        traced[i] = tracingHandler;
      }
    }
    return traced;
  }
}
