// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import io.openinference.instrumentation.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps results of retrievers, stores and scoring models to documents. */
final class Documents {

  static List<Document> ofContents(Collection<Content> contents) {
    return contents.stream().map(Documents::of).toList();
  }

  private static Document of(Content content) {
    Document.Builder document = builder(content.textSegment());
    Object id = content.metadata().get(ContentMetadata.EMBEDDING_ID);
    if (id != null) {
      document.id(id.toString());
    }
    Object reranked = content.metadata().get(ContentMetadata.RERANKED_SCORE);
    Object score = reranked == null ? content.metadata().get(ContentMetadata.SCORE) : reranked;
    if (score instanceof Number number) {
      document.score(number.doubleValue());
    }
    return document.build();
  }

  static List<Document> ofMatches(List<? extends EmbeddingMatch<?>> matches) {
    return matches.stream().map(Documents::of).toList();
  }

  private static Document of(EmbeddingMatch<?> match) {
    Document.Builder document =
        match.embedded() instanceof TextSegment segment
            ? builder(segment)
            : Document.builder().content(text(match.embedded()));
    return document.id(match.embeddingId()).score(match.score()).build();
  }

  static Document of(TextSegment segment) {
    return builder(segment).build();
  }

  static Document of(TextSegment segment, double score) {
    return builder(segment).score(score).build();
  }

  private static Document.Builder builder(TextSegment segment) {
    Document.Builder document = Document.builder().content(segment.text());
    if (!segment.metadata().toMap().isEmpty()) {
      document.metadata(segment.metadata().toMap());
    }
    return document;
  }

  private static @Nullable String text(@Nullable Object embedded) {
    return embedded == null ? null : embedded.toString();
  }

  private Documents() {}
}
