// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces {@code ModerationModel}. */
final class ModerationModelInterceptor extends SpanInterceptor<GuardrailSpan> {

  private static final OptionalProperty MODERATION = OptionalProperty.named("moderation");

  @Override
  public boolean handles(Method method) {
    return method.getName().equals("moderate") || method.getName().equals("doModerate");
  }

  @Override
  public Route inheritedDefault(Method method) {
    return method.getName().equals("doModerate") ? Route.PASS : Route.FUNNEL;
  }

  @Override
  public Scope enter(Call call) {
    return GuardedScope.of(parent(call));
  }

  @Override
  OpenInferenceSpanBuilder<GuardrailSpan> spanBuilder(Tracing tracing, Call call) {
    return tracing.tracer().guardrail(call.delegateName());
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.GUARDRAIL;
  }

  @Override
  Context parent(Call call) {
    Context current = Context.current();
    if (call.argument(0) instanceof List<?> list) {
      // A service with @Moderate calls this on another thread, with nothing but its messages.
      List<ChatMessage> messages =
          list.stream().filter(ChatMessage.class::isInstance).map(ChatMessage.class::cast).toList();
      for (Invocation invocation : Invocations.all()) {
        if (invocation.sends(messages)) {
          return invocation.contextWithin(current);
        }
      }
    }
    return current;
  }

  @Override
  void recordRequest(GuardrailSpan span, Tracing tracing, Call call) {
    List<String> texts = Texts.of(call.argument(0));
    if (texts.size() == 1) {
      span.input(tracing.mask().input(texts.get(0)));
    } else {
      Values.input(span, texts.stream().map(tracing.mask()::input).toList());
    }
  }

  @Override
  void recordResult(GuardrailSpan span, Tracing tracing, Call call, Object result) {
    Object content =
        result instanceof Response<?> response ? response.content() : MODERATION.read(result);
    if (content instanceof Moderation moderation) {
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("flagged", moderation.flagged());
      if (moderation.flaggedText() != null) {
        // It is what went in.
        output.put("flagged_text", tracing.mask().input(moderation.flaggedText()));
      }
      Values.output(span, output);
    }
  }
}
