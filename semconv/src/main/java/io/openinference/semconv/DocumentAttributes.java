// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one document of a retriever or reranker.
 *
 * @since 0.1.0
 */
public final class DocumentAttributes {

  /** Text of the document. */
  public static final AttributeKey<String> DOCUMENT_CONTENT = stringKey("document.content");

  /**
   * Identifier of the document. The specification allows text and integers; a number is written as
   * its decimal text.
   */
  public static final AttributeKey<String> DOCUMENT_ID = stringKey("document.id");

  /** Further data about the document, as the text of a JSON object. */
  public static final AttributeKey<String> DOCUMENT_METADATA = stringKey("document.metadata");

  /** Relevance of the document; range and direction depend on the retriever or reranker. */
  public static final AttributeKey<Double> DOCUMENT_SCORE = doubleKey("document.score");

  private DocumentAttributes() {}
}
