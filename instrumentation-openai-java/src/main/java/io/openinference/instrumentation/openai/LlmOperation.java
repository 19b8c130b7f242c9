// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that a language model answers. */
final class LlmOperation implements Operation<LlmSpan> {

  private final String spanName;
  private final @Nullable Supplier<? extends StreamAccumulator> accumulators;

  LlmOperation(String spanName, @Nullable Supplier<? extends StreamAccumulator> accumulators) {
    this.spanName = spanName;
    this.accumulators = accumulators;
  }

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  public LlmSpan start(OpenInferenceTracer tracer, Context parent, Host host) {
    return tracer
        .llm(spanName)
        .setParent(parent)
        .setAttribute(LlmAttributes.LLM_SYSTEM, LlmSystem.OPENAI.value())
        .setAttribute(LlmAttributes.LLM_PROVIDER, host.provider())
        .startSpan();
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    span.input(request.json(), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      LlmSpan span, WireRequest request, Map<String, ?> response, String json) {
    span.output(json, MimeType.JSON);
  }

  @Override
  public @Nullable StreamAccumulator accumulator() {
    return accumulators == null ? null : accumulators.get();
  }
}
