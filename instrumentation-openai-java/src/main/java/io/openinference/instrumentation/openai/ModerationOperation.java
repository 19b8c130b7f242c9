// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operation that checks content for harm. */
final class ModerationOperation implements Operation<GuardrailSpan> {

  private static final BodyShape SHAPE =
      BodyShapes.builder().request("input", ContentKind.INPUT).details("results").build();

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
  public void recordRequest(GuardrailSpan span, WireExchange exchange) {
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      GuardrailSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    Failures.record(span, WireObject.of(response));
  }
}
