// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.JsonValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the documents of vector stores and retrievers. */
final class Documents {

  /** Records the result of a search. */
  static void record(
      RetrieverSpan span,
      Tracing tracing,
      List<org.springframework.ai.document.Document> documents) {
    span.documents(map(documents));
    JsonValues.recordOutput(span, texts(documents, areHidden(tracing)));
  }

  /** Tells whether the settings hide the documents that a search has found. */
  static boolean areHidden(Tracing tracing) {
    return tracing.config().hideOutputs() || tracing.config().hideRetrievalDocuments();
  }

  /** Returns the texts of documents, or as many marks that they are hidden. */
  static List<@Nullable String> texts(
      List<org.springframework.ai.document.Document> documents, boolean isHidden) {
    List<@Nullable String> texts = new ArrayList<>(documents.size());
    documents.forEach(
        document -> texts.add(isHidden ? TraceConfig.REDACTED_VALUE : document.getText()));
    return texts;
  }

  /** Returns the documents of a collection. */
  static List<org.springframework.ai.document.Document> in(Collection<?> elements) {
    return elements.stream()
        .filter(org.springframework.ai.document.Document.class::isInstance)
        .map(org.springframework.ai.document.Document.class::cast)
        .toList();
  }

  static List<Document> map(List<org.springframework.ai.document.Document> documents) {
    return documents.stream().map(Documents::map).toList();
  }

  private static Document map(org.springframework.ai.document.Document document) {
    Document.Builder mapped =
        Document.builder()
            .id(document.getId())
            .content(document.getText())
            .score(document.getScore());
    if (!document.getMetadata().isEmpty()) {
      mapped.metadata(document.getMetadata());
    }
    return mapped.build();
  }

  private Documents() {}
}
