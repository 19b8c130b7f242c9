// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one document: a document that a retriever found or a reranker ordered, a file in a
 * message, or a file that an operation received or returned.
 *
 * @since 0.1.0
 */
public final class DocumentAttributes {

  /** Text of the document, or text of a file that is sent to a model inline. */
  public static final AttributeKey<String> DOCUMENT_CONTENT = stringKey("document.content");

  /**
   * Identifier of the document, or the identifier that a provider gave to an uploaded file. The
   * specification allows text and integers; an integer is written as its decimal text.
   */
  public static final AttributeKey<String> DOCUMENT_ID = stringKey("document.id");

  /** Further data about the document, as the text of a JSON object. */
  public static final AttributeKey<String> DOCUMENT_METADATA = stringKey("document.metadata");

  /** Format of a file, such as {@code application/pdf}. */
  public static final AttributeKey<String> DOCUMENT_MIME_TYPE = stringKey("document.mime_type");

  /** Name or title of a file; it need not be unique. */
  public static final AttributeKey<String> DOCUMENT_NAME = stringKey("document.name");

  /** Relevance of the document; range and direction depend on the retriever or reranker. */
  public static final AttributeKey<Double> DOCUMENT_SCORE = doubleKey("document.score");

  /** Address of a file: a URL, or a data URI with the file in base64. */
  public static final AttributeKey<String> DOCUMENT_URL = stringKey("document.url");

  private DocumentAttributes() {}
}
