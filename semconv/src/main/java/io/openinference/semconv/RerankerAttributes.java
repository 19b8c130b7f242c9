// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a reranker.
 *
 * @since 0.1.0
 */
public final class RerankerAttributes {

  /**
   * Documents to rank, in their original order. Parts: {@link DocumentAttributes}, as in {@code
   * reranker.input_documents.0.document.content}.
   */
  public static final ObjectListKey RERANKER_INPUT_DOCUMENTS =
      new ObjectListKey("reranker.input_documents");

  /** Name of the reranking model. */
  public static final AttributeKey<String> RERANKER_MODEL_NAME = stringKey("reranker.model_name");

  /**
   * Documents that the reranker returned, best first. Parts: {@link DocumentAttributes}, as in
   * {@code reranker.output_documents.0.document.score}.
   */
  public static final ObjectListKey RERANKER_OUTPUT_DOCUMENTS =
      new ObjectListKey("reranker.output_documents");

  /** Query that the reranker compares documents with. */
  public static final AttributeKey<String> RERANKER_QUERY = stringKey("reranker.query");

  /** Maximum number of documents that the reranker returns. */
  public static final AttributeKey<Long> RERANKER_TOP_K = longKey("reranker.top_k");

  private RerankerAttributes() {}
}
