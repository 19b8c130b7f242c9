// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;

/**
 * Traces {@code ChatModel}, at the method that models implement and that all other methods call.
 */
final class ChatModelInterceptor extends PartSpanInterceptor<LlmSpan> {

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return method.getName().startsWith("do") ? Route.pass() : Route.funnel(this);
  }

  @Override
  public Scope enter(InterceptedCall call) {
    return RequestHandoff.enter(call);
  }

  @Override
  protected OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return tracing.tracer().llm(call.delegateName());
  }

  @Override
  protected Context parent(InterceptedCall call) {
    return RequestHandoff.parent(call);
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  protected void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    ChatRecorder.recordRequest(span, tracing, call);
  }

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof ChatResponse response) {
      ChatRecorder.recordResponse(
          span,
          tracing,
          Dialect.of(call.delegate()),
          ChatRecorder.requestedModel(call),
          response,
          response.aiMessage());
    } else if (result instanceof String text) {
      span.output(tracing.mask().output(text));
    }
  }
}
