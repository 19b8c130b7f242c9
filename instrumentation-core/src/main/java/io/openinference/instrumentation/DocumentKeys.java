// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.DocumentAttributes;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.ObjectKey;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.OutputAttributes;
import io.openinference.semconv.RerankerAttributes;
import io.openinference.semconv.RetrievalAttributes;
import io.opentelemetry.api.common.AttributeKey;

/** The attribute keys of one document in a list or in a message part. */
final class DocumentKeys {

  private static final int BOUND = 256;
  private static final int FILE_BOUND = 16;

  static final IndexedKeys<DocumentKeys> RETRIEVED =
      new IndexedKeys<>(RetrievalAttributes.RETRIEVAL_DOCUMENTS, BOUND, DocumentKeys::new);
  static final IndexedKeys<DocumentKeys> RERANKER_INPUT =
      new IndexedKeys<>(RerankerAttributes.RERANKER_INPUT_DOCUMENTS, BOUND, DocumentKeys::new);
  static final IndexedKeys<DocumentKeys> RERANKER_OUTPUT =
      new IndexedKeys<>(RerankerAttributes.RERANKER_OUTPUT_DOCUMENTS, BOUND, DocumentKeys::new);
  static final IndexedKeys<DocumentKeys> INPUT =
      new IndexedKeys<>(InputAttributes.INPUT_DOCUMENTS, FILE_BOUND, DocumentKeys::new);
  static final IndexedKeys<DocumentKeys> OUTPUT =
      new IndexedKeys<>(OutputAttributes.OUTPUT_DOCUMENTS, FILE_BOUND, DocumentKeys::new);

  final AttributeKey<String> id;
  final AttributeKey<String> name;
  final AttributeKey<String> mimeType;
  final AttributeKey<String> url;
  final AttributeKey<String> content;
  final AttributeKey<Double> score;
  final AttributeKey<String> metadata;

  private DocumentKeys(ObjectListKey list, int index) {
    id = list.at(index, DocumentAttributes.DOCUMENT_ID);
    name = list.at(index, DocumentAttributes.DOCUMENT_NAME);
    mimeType = list.at(index, DocumentAttributes.DOCUMENT_MIME_TYPE);
    url = list.at(index, DocumentAttributes.DOCUMENT_URL);
    content = list.at(index, DocumentAttributes.DOCUMENT_CONTENT);
    score = list.at(index, DocumentAttributes.DOCUMENT_SCORE);
    metadata = list.at(index, DocumentAttributes.DOCUMENT_METADATA);
  }

  DocumentKeys(ObjectKey document) {
    id = document.with(DocumentAttributes.DOCUMENT_ID);
    name = document.with(DocumentAttributes.DOCUMENT_NAME);
    mimeType = document.with(DocumentAttributes.DOCUMENT_MIME_TYPE);
    url = document.with(DocumentAttributes.DOCUMENT_URL);
    content = document.with(DocumentAttributes.DOCUMENT_CONTENT);
    score = document.with(DocumentAttributes.DOCUMENT_SCORE);
    metadata = document.with(DocumentAttributes.DOCUMENT_METADATA);
  }
}
