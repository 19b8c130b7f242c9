// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that a language model answers. */
final class LlmOperation implements Operation<LlmSpan> {

  private final String spanName;
  private final LlmMapper mapper;
  private final @Nullable Function<ContentBudget, ? extends StreamAccumulator> accumulators;

  /**
   * @param accumulators null for a call that never streams
   */
  LlmOperation(
      String spanName,
      LlmMapper mapper,
      @Nullable Function<ContentBudget, ? extends StreamAccumulator> accumulators) {
    this.spanName = spanName;
    this.mapper = mapper;
    this.accumulators = accumulators;
  }

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  public OpenInferenceSpanBuilder<LlmSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer
        .llm(spanName)
        .setAttribute(LlmAttributes.LLM_SYSTEM, LlmSystem.OPENAI.value())
        .setAttribute(LlmAttributes.LLM_PROVIDER, provider == null ? null : provider.value());
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    String model = request.body().text("model");
    if (model != null) {
      span.modelName(model);
      LlmSystem system = requestedSystem(model);
      if (system != LlmSystem.OPENAI) {
        span.system(system);
      }
    }
    span.input(request.json(mapper.shape(request)), MimeType.JSON);
    span.invocationParameters(request.parameters(mapper.shape(request)));
    mapper.recordRequest(span, request);
  }

  @Override
  public void recordResponse(
      LlmSpan span, WireRequest request, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(request.responseJson(mapper.shape(request), response, json), MimeType.JSON);
    recordModels(span, request.body().text("model"), object.text("model"));
    mapper.recordResponse(span, request, object);
  }

  private static void recordModels(
      LlmSpan span, @Nullable String requested, @Nullable String answering) {
    span.modelNames(requested, answering);
    LlmSystem system = ModelOrigins.systemOf(answering);
    // A request for "openrouter/auto" does not tell whose model will answer.
    if (system != null && system != requestedSystem(requested)) {
      span.system(system);
    }
  }

  /** The API is OpenAI's, where the model's name does not tell whose model it is. */
  private static LlmSystem requestedSystem(@Nullable String model) {
    LlmSystem system = ModelOrigins.systemOf(model);
    return system == null ? LlmSystem.OPENAI : system;
  }

  @Override
  public void recordText(LlmSpan span, WireRequest request, String text) {
    mapper.recordText(span, request, text);
  }

  @Override
  public void recordBinary(LlmSpan span, @Nullable String contentType) {
    mapper.recordBinary(span, contentType);
  }

  @Override
  public @Nullable StreamAccumulator accumulator(ContentBudget budget) {
    return accumulators == null ? null : accumulators.apply(budget);
  }
}
