// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;

/** Traces {@code ChatModel}: the method that models implement, which all others lead to. */
final class ChatModelInterceptor extends SpanInterceptor<LlmSpan> {

  @Override
  public boolean handles(Method method) {
    return switch (method.getName()) {
      case "chat", "chatAsync", "doChat", "doChatAsync" -> true;
      default -> false;
    };
  }

  @Override
  public Route inheritedDefault(Method method) {
    return method.getName().startsWith("do") ? Route.PASS : Route.FUNNEL;
  }

  @Override
  public Scope enter(Call call) {
    return RequestHandoff.enter(call);
  }

  @Override
  OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, Call call) {
    return tracing.tracer().llm(call.delegateName());
  }

  @Override
  Context parent(Call call) {
    return RequestHandoff.parent(call);
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  void recordRequest(LlmSpan span, Tracing tracing, Call call) {
    ChatRecorder.recordRequest(span, tracing, call);
  }

  @Override
  void recordResult(LlmSpan span, Tracing tracing, Call call, Object result) {
    if (result instanceof ChatResponse response) {
      ChatRecorder.recordResponse(
          span, tracing, Dialect.of(call.delegate()), response, response.aiMessage());
    } else if (result instanceof String text) {
      span.output(tracing.mask().output(text));
    }
  }
}
