// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.DecisionSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.DecisionAttributes;
import io.openinference.semconv.DecisionSystem;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operation of a model that decides: it answers fixed questions. */
final class DecisionOperation implements Operation<DecisionSpan> {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("input", ContentKind.INPUT)
          .request("questions", ContentKind.INPUT)
          .response("answers", ContentKind.OUTPUT)
          .build();

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.DECISION;
  }

  @Override
  public OpenInferenceSpanBuilder<DecisionSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer
        .decision("Decision")
        .setAttribute(DecisionAttributes.DECISION_SYSTEM, DecisionSystem.OPENAI.value())
        .setAttribute(
            DecisionAttributes.DECISION_PROVIDER, provider == null ? null : provider.value());
  }

  @Override
  public void recordRequest(DecisionSpan span, WireExchange exchange) {
    String model = exchange.request().text("model");
    span.requestModelName(model).modelName(model);
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      DecisionSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    String model = object.text("model");
    span.responseModelName(model).modelName(model);
    WireObject usage = object.object("usage");
    span.tokenCount(
        TokenCount.builder()
            .prompt(usage.number("input_tokens"))
            .completion(usage.number("output_tokens"))
            .build());
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    AnswerFailures.record(span, object);
  }
}
