// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.openinference.instrumentation.GuardedScope;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Traces {@code StreamingChatModel}, with a handler as well as with a publisher. */
final class StreamingChatModelInterceptor implements Interceptor {

  @Override
  public boolean handles(Method method) {
    return method.getName().equals("chat") || method.getName().equals("doChat");
  }

  @Override
  public Route inheritedDefault(Method method) {
    return method.getName().equals("doChat") ? Route.PASS : Route.FUNNEL;
  }

  @Override
  public Scope enter(Call call) {
    return RequestHandoff.enter(call);
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, Call call) throws Throwable {
    Context marked = RequestHandoff.parent(call);
    Context parent = RequestHandoff.withoutMark(marked);
    if (ModelCall.isInProgress(parent, OpenInferenceSpanKind.LLM)) {
      return call.proceed();
    }
    if (Flow.Publisher.class.isAssignableFrom(call.method().getReturnType())) {
      return StreamingEvents.trace(tracing, call, parent);
    }
    LlmSpan span = tracing.tracer().llm(call.delegateName()).setParent(parent).startSpan();
    recordRequest(span, tracing, call);
    StreamRecorder recorder = new StreamRecorder(span, tracing, RequestHandoff.invocation(marked));
    try (Scope ignored =
        GuardedScope.of(ModelCall.mark(span.context(), OpenInferenceSpanKind.LLM))) {
      return call.proceed(withTracedHandler(call, span, recorder, parent));
    } catch (Throwable t) {
      recorder.fail(t);
      recorder.failService(t);
      throw t;
    }
  }

  static void recordRequest(LlmSpan span, Tracing tracing, Call call) {
    if (span.isRecording()) {
      try {
        ChatRecorder.recordRequest(span, tracing, call);
      } catch (Throwable t) {
        GUARD.handleLibrary("request", t);
      }
    }
  }

  private static @Nullable Object @Nullable [] withTracedHandler(
      Call call, LlmSpan span, StreamRecorder recorder, Context parent) {
    @Nullable Object @Nullable [] arguments = call.arguments();
    if (arguments == null) {
      return null;
    }
    @Nullable Object[] traced = arguments.clone();
    for (int i = 0; i < traced.length; i++) {
      if (traced[i] instanceof StreamingChatResponseHandler handler) {
        StreamingChatResponseHandler tracingHandler =
            TracingStreamingHandler.wrap(handler, recorder, parent);
        // A model that lets go of the handler will never tell how its response ended.
        span.endWhenUnreachable(tracingHandler, recorder::abandon);
        traced[i] = tracingHandler;
      }
    }
    return traced;
  }
}
