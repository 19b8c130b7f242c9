// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.reflect.Method;
import java.util.List;

/** Traces {@code LanguageModel}, which completes a prompt. */
final class LanguageModelInterceptor extends SpanInterceptor<LlmSpan> {

  private static final OptionalProperty MODEL_NAME = OptionalProperty.named("modelName");

  @Override
  public boolean handles(Method method) {
    return method.getName().equals("generate");
  }

  @Override
  OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, Call call) {
    return tracing.tracer().llm(call.delegateName());
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  void recordRequest(LlmSpan span, Tracing tracing, Call call) {
    String modelName = MODEL_NAME.readString(call.delegate());
    span.modelName(modelName);
    ModelOrigin.record(span, call.delegate(), modelName);
    List<String> prompts = Texts.of(call.argument(0));
    span.prompts(prompts);
    if (prompts.size() == 1) {
      span.input(tracing.mask().prompt(prompts.get(0)));
    }
  }

  @Override
  void recordResult(LlmSpan span, Tracing tracing, Call call, Object result) {
    if (result instanceof Response<?> response && response.content() instanceof String text) {
      span.choices(List.of(text)).output(tracing.mask().choice(text));
      span.tokenCount(TokenCounts.map(response.tokenUsage()));
      span.finishReason(Dialect.of(call.delegate()).finishReason(response.finishReason()));
    }
  }
}
