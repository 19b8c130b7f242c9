// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.api.call.JsonOperation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;

/** The check of a text by a guardrail. A span of a text that was blocked is an error. */
final class GuardrailOperation extends JsonOperation<GuardrailSpan> {

  private static final String INTERVENED = "GUARDRAIL_INTERVENED";

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("content", ContentKind.INPUT)
          .response("outputs", ContentKind.OUTPUT)
          .response("output", ContentKind.OUTPUT)
          // They quote what they found.
          .response("assessments", ContentKind.OUTPUT)
          .details("action", "usage", "guardrailCoverage")
          .build();

  GuardrailOperation() {
    super(
        OpenInferenceSpanKind.GUARDRAIL,
        SHAPE,
        tracer -> tracer.guardrail("bedrock.apply_guardrail"));
  }

  @Override
  public void recordResponse(
      GuardrailSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    super.recordResponse(span, exchange, response, json);
    if (INTERVENED.equals(WireObject.of(response).string("action"))) {
      span.setStatus(StatusCode.ERROR, INTERVENED);
    }
  }
}
