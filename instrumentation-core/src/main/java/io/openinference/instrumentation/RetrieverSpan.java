// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A span of a search for documents.
 *
 * @since 0.1.0
 */
public final class RetrieverSpan extends OpenInferenceSpan<RetrieverSpan> {

  RetrieverSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the documents that the search found, best first ({@code retrieval.documents}). */
  public RetrieverSpan documents(@Nullable Collection<Document> documents) {
    return setList(ListGroup.RETRIEVAL_DOCUMENTS, documents);
  }

  @Override
  RetrieverSpan self() {
    return this;
  }
}
