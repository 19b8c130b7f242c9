// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.RerankerAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A span of a call that reorders documents by their relevance to a query.
 *
 * @since 0.1.0
 */
public final class RerankerSpan extends OpenInferenceSpan<RerankerSpan> {

  RerankerSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the query that the reranker compares documents with. */
  public RerankerSpan query(@Nullable String query) {
    return set(RerankerAttributes.RERANKER_QUERY, query);
  }

  /** Sets the model that ranks the documents. */
  public RerankerSpan modelName(@Nullable String modelName) {
    return set(RerankerAttributes.RERANKER_MODEL_NAME, modelName);
  }

  /** Sets the maximum number of documents to return. */
  public RerankerSpan topK(@Nullable Number topK) {
    return set(RerankerAttributes.RERANKER_TOP_K, Numbers.toLong(topK));
  }

  /** Sets the documents in their original order ({@code reranker.input_documents}). */
  @Override
  public RerankerSpan inputDocuments(@Nullable Collection<Document> documents) {
    return setList(ListGroup.RERANKER_INPUT_DOCUMENTS, documents);
  }

  /** Sets the documents in their new order, best first ({@code reranker.output_documents}). */
  @Override
  public RerankerSpan outputDocuments(@Nullable Collection<Document> documents) {
    return setList(ListGroup.RERANKER_OUTPUT_DOCUMENTS, documents);
  }

  @Override
  RerankerSpan self() {
    return this;
  }
}
