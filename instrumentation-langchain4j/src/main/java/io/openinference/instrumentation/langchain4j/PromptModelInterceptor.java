// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.semconv.OpenInferenceSpanKind;

/** Makes the span of a model that takes a prompt instead of messages. */
abstract class PromptModelInterceptor extends PartSpanInterceptor<LlmSpan> {

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
    String modelName = ModelAddresses.modelNameOf(call.delegate());
    span.modelName(modelName);
    ModelOrigin.record(span, call.delegate(), modelName);
    recordPrompt(span, tracing, call);
  }

  /** Records what the model is given. */
  protected abstract void recordPrompt(LlmSpan span, Tracing tracing, InterceptedCall call);
}
