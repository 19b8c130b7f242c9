// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.api.call.JsonOperation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  private final CallDetails details;

  GuardrailOperation(CallDetails details) {
    super(
        OpenInferenceSpanKind.GUARDRAIL,
        SHAPE,
        tracer -> tracer.guardrail("bedrock.apply_guardrail"));
    this.details = details;
  }

  @Override
  public void recordResponse(
      GuardrailSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    super.recordResponse(span, exchange, response, json);
    span.metadata(metadata(span, object));
    if (INTERVENED.equals(object.string("action"))
        && Interventions.block(object.get("assessments"))) {
      span.setStatus(StatusCode.ERROR, INTERVENED);
    }
  }

  /** Tells which guardrail it was and what it bills. What the application has set wins. */
  private Map<String, @Nullable Object> metadata(GuardrailSpan span, WireObject response) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("guardrailIdentifier", details.text("guardrailIdentifier"));
    metadata.put("guardrailVersion", details.text("guardrailVersion"));
    metadata.put("guardrailCoverage", response.get("guardrailCoverage"));
    metadata.put("usage", response.get("usage"));
    metadata.values().removeIf(Objects::isNull);
    metadata.putAll(ContextAttributes.fromContext(span.parentContext()).metadata());
    return metadata;
  }
}
