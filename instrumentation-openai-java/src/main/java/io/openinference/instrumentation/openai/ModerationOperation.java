// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.call.JsonOperation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;

/** The operation that checks content for harm. */
final class ModerationOperation extends JsonOperation<GuardrailSpan> {

  private static final BodyShape SHAPE =
      BodyShapes.builder().request("input", ContentKind.INPUT).details("results").build();

  ModerationOperation() {
    super(
        OpenInferenceSpanKind.GUARDRAIL,
        SHAPE,
        tracer -> tracer.guardrail("ModerationCreateResponse"));
  }

  @Override
  public void recordResponse(
      GuardrailSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    super.recordResponse(span, exchange, response, json);
    AnswerFailures.record(span, WireObject.of(response));
  }
}
