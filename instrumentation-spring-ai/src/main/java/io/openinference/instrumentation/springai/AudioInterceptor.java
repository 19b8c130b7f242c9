// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.OpenInferenceSpanKind;
import org.jspecify.annotations.Nullable;

/** Traces models that turn audio into text or text into audio. */
abstract class AudioInterceptor extends PartInterceptor<LlmSpan> {

  private static final OptionalProperty MODEL = OptionalProperty.named("getModel");
  private static final OptionalProperty OPTIONS = OptionalProperty.named("getOptions");
  private static final OptionalProperty DEFAULT_OPTIONS =
      OptionalProperty.named("getDefaultOptions");

  @Override
  protected OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    String model = MODEL.readString(options(call));
    return tracing.tracer().llm(model == null ? call.delegateName() : model);
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  /** Returns the options of the call, or else of the model. */
  private @Nullable Object options(InterceptedCall call) {
    Object options = OPTIONS.read(call.argument(0));
    if (options != null) {
      return options;
    }
    Object current = OPTIONS.read(call.delegate());
    return current == null ? DEFAULT_OPTIONS.read(call.delegate()) : current;
  }

  @Override
  protected void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    Object options = options(call);
    String model = MODEL.readString(options);
    span.modelNames(model, null).system(ModelOrigins.systemOf(model));
    if (options != null) {
      span.invocationParameters(OptionParameters.of(options, tracing.addedFields()));
    }
    recordPrompt(span, tracing, call);
  }

  // Declared again, because streams record their result from this package.
  @Override
  protected abstract void recordResult(
      LlmSpan span, Tracing tracing, InterceptedCall call, Object result);

  /** Records what the model is given. */
  abstract void recordPrompt(LlmSpan span, Tracing tracing, InterceptedCall call);
}
