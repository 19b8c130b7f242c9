// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

/**
 * Attributes of a retriever.
 *
 * @since 0.1.0
 */
public final class RetrievalAttributes {

  /**
   * Documents that the retriever found, in the order returned. Parts: {@link DocumentAttributes},
   * as in {@code retrieval.documents.0.document.content}.
   */
  public static final ObjectListKey RETRIEVAL_DOCUMENTS = new ObjectListKey("retrieval.documents");

  private RetrievalAttributes() {}
}
