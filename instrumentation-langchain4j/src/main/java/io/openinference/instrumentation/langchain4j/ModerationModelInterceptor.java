// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces {@code ModerationModel}. */
final class ModerationModelInterceptor extends PartSpanInterceptor<GuardrailSpan> {

  private static final OptionalProperty MODERATION = OptionalProperty.named("moderation");

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return method.getName().equals("doModerate") ? Route.pass() : Route.funnel(this);
  }

  @Override
  public Scope enter(InterceptedCall call) {
    return GuardedScope.of(parent(call));
  }

  @Override
  protected OpenInferenceSpanBuilder<GuardrailSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().guardrail(call.delegateName());
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.GUARDRAIL;
  }

  @Override
  protected Context parent(InterceptedCall call) {
    Context current = Context.current();
    if (call.argument(0) instanceof List<?> list) {
      // A service with @Moderate calls this method on another thread and passes only its messages.
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
  protected void recordRequest(GuardrailSpan span, Tracing tracing, InterceptedCall call) {
    List<String> texts = ArgumentTexts.of(call.argument(0));
    if (texts.size() == 1) {
      span.input(tracing.mask().input(texts.get(0)));
    } else {
      JsonValues.recordInput(span, texts.stream().map(tracing.mask()::input).toList());
    }
  }

  @Override
  protected void recordResult(
      GuardrailSpan span, Tracing tracing, InterceptedCall call, Object result) {
    Object content =
        result instanceof Response<?> response ? response.content() : MODERATION.read(result);
    if (content instanceof Moderation moderation) {
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("flagged", moderation.flagged());
      if (moderation.flaggedText() != null) {
        // The result quotes the input.
        output.put("flagged_text", tracing.mask().input(moderation.flaggedText()));
      }
      JsonValues.recordOutput(span, output);
    }
  }
}
