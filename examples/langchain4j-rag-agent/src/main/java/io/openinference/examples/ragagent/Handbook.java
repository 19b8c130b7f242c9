// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The knowledge of the shop, found by meaning: embedded in this process and kept in memory. */
final class Handbook {

  private static final List<String> PAGES =
      List.of("delivery", "refunds", "returns", "sizes", "warranty");
  private static final int MAX_RESULTS = 2;

  private final EmbeddingModel embeddingModel = new AllMiniLmL6V2QuantizedEmbeddingModel();
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  static Handbook load() {
    Handbook handbook = new Handbook();
    List<TextSegment> pages = PAGES.stream().map(Handbook::page).toList();
    handbook.store.addAll(PAGES, handbook.embeddingModel.embedAll(pages).content(), pages);
    return handbook;
  }

  ContentRetriever retriever() {
    return EmbeddingStoreContentRetriever.builder()
        .embeddingStore(store)
        .embeddingModel(embeddingModel)
        .maxResults(MAX_RESULTS)
        .build();
  }

  private static TextSegment page(String name) {
    String file = "handbook/" + name + ".txt";
    try (InputStream in = requireNonNull(Handbook.class.getResourceAsStream(file), file)) {
      return TextSegment.from(
          new String(in.readAllBytes(), UTF_8).strip(), Metadata.from(Map.of("file", file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Handbook() {}
}
