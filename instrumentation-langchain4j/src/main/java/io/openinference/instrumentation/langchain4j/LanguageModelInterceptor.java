// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;

/** Traces {@code LanguageModel}, which completes a prompt. */
final class LanguageModelInterceptor extends PartSpanInterceptor<LlmSpan> {

  private static final OptionalProperty MODEL_NAME = OptionalProperty.named("modelName");

  @Override
  protected OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return tracing.tracer().llm(call.delegateName());
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  protected void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
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
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Response<?> response && response.content() instanceof String text) {
      span.choices(List.of(text)).output(tracing.mask().choice(text));
      span.tokenCount(TokenCounts.map(response.tokenUsage()));
      span.finishReason(Dialect.of(call.delegate()).finishReason(response.finishReason()));
    }
  }
}
