// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.DecisionAttributes;
import io.openinference.semconv.DecisionSystem;
import io.openinference.semconv.LlmProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of a call to a model that decides: the model classifies, scores or fills in a form, and
 * writes no text.
 *
 * <p>The specification requires {@link #system}. Record the request with {@link #input(String,
 * io.openinference.semconv.MimeType)} and the response with {@link #output(String,
 * io.openinference.semconv.MimeType)}, both as JSON. The span has no messages and no {@code llm.*}
 * attributes.
 *
 * @since 0.1.0
 */
public final class DecisionSpan extends OpenInferenceSpan<DecisionSpan> {

  DecisionSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the API that is called ({@code decision.system}). */
  public DecisionSpan system(@Nullable DecisionSystem system) {
    return system(system == null ? null : system.value());
  }

  /** Sets the API that is called as a string, for APIs that have no constant. */
  public DecisionSpan system(@Nullable String system) {
    return set(DecisionAttributes.DECISION_SYSTEM, system);
  }

  /** Sets the provider that hosts the model ({@code decision.provider}). */
  public DecisionSpan provider(@Nullable LlmProvider provider) {
    return provider(provider == null ? null : provider.value());
  }

  /** Sets the provider that hosts the model as a string, for providers that have no constant. */
  public DecisionSpan provider(@Nullable String provider) {
    return set(DecisionAttributes.DECISION_PROVIDER, provider);
  }

  /**
   * Sets the model that decided, or the requested model if the answering one is unknown ({@code
   * decision.model_name}).
   */
  public DecisionSpan modelName(@Nullable String modelName) {
    return set(DecisionAttributes.DECISION_MODEL_NAME, modelName);
  }

  /** Sets the model that the caller asked for ({@code decision.request.model_name}). */
  public DecisionSpan requestModelName(@Nullable String modelName) {
    return set(DecisionAttributes.DECISION_REQUEST_MODEL_NAME, modelName);
  }

  /** Sets the model that answered ({@code decision.response.model_name}). */
  public DecisionSpan responseModelName(@Nullable String modelName) {
    return set(DecisionAttributes.DECISION_RESPONSE_MODEL_NAME, modelName);
  }

  /**
   * Sets how many tokens the API counted: the prompt tokens as those of the input ({@code
   * decision.token_count.input}), the completion tokens as those of the output ({@code
   * decision.token_count.output}). The conventions have no keys for the other counts.
   */
  public DecisionSpan tokenCount(@Nullable TokenCount tokenCount) {
    return tokenCount == null
        ? this
        : set(DecisionAttributes.DECISION_TOKEN_COUNT_INPUT, tokenCount.prompt())
            .set(DecisionAttributes.DECISION_TOKEN_COUNT_OUTPUT, tokenCount.completion());
  }

  @Override
  DecisionSpan self() {
    return this;
  }
}
