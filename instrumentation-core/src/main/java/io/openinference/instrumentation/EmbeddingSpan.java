// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.EmbeddingAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of a call that embeds texts as vectors.
 *
 * @since 0.1.0
 */
public final class EmbeddingSpan extends OpenInferenceSpan<EmbeddingSpan> {

  EmbeddingSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the name of the model that answered ({@code embedding.model_name}). */
  public EmbeddingSpan modelName(@Nullable String modelName) {
    return set(EmbeddingAttributes.EMBEDDING_MODEL_NAME, modelName);
  }

  /** Sets the parameters of the call except its input, as a JSON object. */
  public EmbeddingSpan invocationParameters(@Nullable String json) {
    return set(EmbeddingAttributes.EMBEDDING_INVOCATION_PARAMETERS, json);
  }

  /** Sets the parameters of the call except its input, from a map that is written as JSON. */
  public EmbeddingSpan invocationParameters(@Nullable Map<String, ?> parameters) {
    return setJson(EmbeddingAttributes.EMBEDDING_INVOCATION_PARAMETERS, parameters);
  }

  /** Sets the texts and their vectors, in the order of the input. */
  public EmbeddingSpan embeddings(@Nullable Collection<EmbeddedText> embeddings) {
    return setList(ListGroup.EMBEDDINGS, embeddings);
  }

  /** Sets how many tokens the call used. */
  public EmbeddingSpan tokenCount(@Nullable TokenCount tokenCount) {
    return tokenCount == null ? self() : setAll(tokenCount::writeTo);
  }

  @Override
  EmbeddingSpan self() {
    return this;
  }
}
