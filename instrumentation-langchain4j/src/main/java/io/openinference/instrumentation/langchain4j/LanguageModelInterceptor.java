// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Locale;

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
    span.modelName(MODEL_NAME.readString(call.delegate()));
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
      if (response.finishReason() != null) {
        span.finishReason(response.finishReason().name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
