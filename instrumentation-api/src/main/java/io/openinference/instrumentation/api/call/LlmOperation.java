// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a language model answers.
 *
 * @since 0.1.0
 */
public final class LlmOperation implements Operation<LlmSpan> {

  private final String spanName;
  private final @Nullable LlmSystem defaultSystem;
  private final LlmMapper mapper;
  private final @Nullable Function<ContentBudget, ? extends StreamAccumulator> accumulators;

  /**
   * Creates an operation.
   *
   * @param defaultSystem the maker of the API, used for models whose name does not reveal their
   *     maker; null if the API serves models of many makers
   * @param accumulators creates the accumulator of a stream; null if the call never streams
   */
  public LlmOperation(
      String spanName,
      @Nullable LlmSystem defaultSystem,
      LlmMapper mapper,
      @Nullable Function<ContentBudget, ? extends StreamAccumulator> accumulators) {
    this.spanName = spanName;
    this.defaultSystem = defaultSystem;
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
        .setAttribute(
            LlmAttributes.LLM_SYSTEM, defaultSystem == null ? null : defaultSystem.value())
        .setAttribute(LlmAttributes.LLM_PROVIDER, provider == null ? null : provider.value());
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    BodyShape shape = mapper.shape(exchange);
    String model = exchange.request().text(shape.requestModel());
    if (model != null) {
      span.modelName(model);
      LlmSystem system = requestedSystem(model);
      if (system != null && system != defaultSystem) {
        span.system(system);
      }
    }
    span.input(exchange.requestJson(shape), MimeType.JSON);
    span.invocationParameters(exchange.parameters(shape));
    mapper.recordRequest(span, exchange);
  }

  @Override
  public void recordResponse(
      LlmSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    BodyShape shape = mapper.shape(exchange);
    WireObject object = WireObject.of(response);
    span.output(exchange.responseJson(shape, response, json), MimeType.JSON);
    recordModels(
        span, exchange.request().text(shape.requestModel()), object.text(shape.responseModel()));
    mapper.recordResponse(span, exchange, object);
  }

  private void recordModels(LlmSpan span, @Nullable String requested, @Nullable String answering) {
    span.modelNames(requested, answering);
    LlmSystem system = ModelOrigins.systemOf(answering);
    // A request for "openrouter/auto" does not reveal the maker of the answering model.
    if (system != null && system != requestedSystem(requested)) {
      span.system(system);
    }
  }

  private @Nullable LlmSystem requestedSystem(@Nullable String model) {
    LlmSystem system = ModelOrigins.systemOf(model);
    return system == null ? defaultSystem : system;
  }

  @Override
  public void recordText(LlmSpan span, WireExchange exchange, String text) {
    mapper.recordText(span, exchange, text);
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
