// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.moderation.ModerationResult;

/** Traces {@code ModerationModel}. */
final class ModerationModelInterceptor extends PartInterceptor<GuardrailSpan> {

  @Override
  protected OpenInferenceSpanBuilder<GuardrailSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().guardrail(call.delegateName());
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.GUARDRAIL;
  }

  @Override
  protected void recordRequest(GuardrailSpan span, Tracing tracing, InterceptedCall call) {
    ModerationPrompt prompt = call.argument(ModerationPrompt.class);
    if (prompt != null && prompt.getInstructions().getText() != null) {
      span.input(tracing.inputRedactor().redactText(prompt.getInstructions().getText()));
    }
  }

  @Override
  protected void recordResult(
      GuardrailSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof ModerationResponse response && response.getResult() != null) {
      Moderation moderation = response.getResult().getOutput();
      List<Map<String, Object>> results = new ArrayList<>();
      for (ModerationResult each : moderation.getResults()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("flagged", each.isFlagged());
        if (each.getCategories() != null) {
          json.put("categories", OptionParameters.of(each.getCategories()));
        }
        if (each.getCategoryScores() != null) {
          json.put("category_scores", OptionParameters.of(each.getCategoryScores()));
        }
        results.add(json);
      }
      JsonValues.recordOutput(span, Map.of("results", results));
    }
  }
}
