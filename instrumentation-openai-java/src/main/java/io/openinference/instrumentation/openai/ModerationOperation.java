// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The check of content for harm. */
final class ModerationOperation implements Operation<GuardrailSpan> {

  private static final BodyShape SHAPE =
      BodyShape.builder().request("input", Content.INPUT).details("results").build();

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.GUARDRAIL;
  }

  @Override
  public OpenInferenceSpanBuilder<GuardrailSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer.guardrail("ModerationCreateResponse");
  }

  @Override
  public void recordRequest(GuardrailSpan span, WireRequest request) {
    span.input(request.json(SHAPE), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      GuardrailSpan span, WireRequest request, Map<String, ?> response, String json) {
    span.output(request.responseJson(SHAPE, response, json), MimeType.JSON);
    Failures.record(span, WireObject.of(response));
  }
}
