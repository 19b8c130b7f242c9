// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans that carry documents or vectors: RETRIEVER, RERANKER and EMBEDDING. */
class DocumentSpansTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void retrieverRecordsItsDocuments() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("page", 3);
    metadata.put("title", "Returns \"A\"");
    metadata.put("author", null);
    tracer
        .retriever("search")
        .run(
            span ->
                span.documents(
                    List.of(
                        Document.of("d-1", "Within 30 days.", 0.9),
                        Document.of("No id."),
                        Document.builder()
                            .id("d-3")
                            .content("Page 3.")
                            .score(1)
                            .metadata(metadata)
                            .build())));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "RETRIEVER",
                "retrieval.documents.0.document.id", "d-1",
                "retrieval.documents.0.document.content", "Within 30 days.",
                "retrieval.documents.0.document.score", 0.9,
                "retrieval.documents.1.document.content", "No id.",
                "retrieval.documents.2.document.id", "d-3",
                "retrieval.documents.2.document.content", "Page 3.",
                "retrieval.documents.2.document.score", 1.0,
                "retrieval.documents.2.document.metadata",
                    "{\"page\":3,\"title\":\"Returns \\\"A\\\"\",\"author\":null}"));
  }

  @Test
  void documentKeepsTheMetadataThatItWasGiven() {
    Map<String, Object> metadata = new LinkedHashMap<>(Map.of("page", 3));
    tracer
        .retriever("search")
        .run(
            span -> {
              span.documents(List.of(Document.builder().metadata(metadata).build()));
              metadata.put("page", 4);
            });

    assertThat(telemetry.trace().root())
        .hasAttribute("retrieval.documents.0.document.metadata", "{\"page\":3}");
  }

  @Test
  void documentThatSaysNothingKeepsItsPlace() {
    tracer
        .retriever("search")
        .run(
            span ->
                span.documents(
                    Arrays.asList(
                        Document.builder()
                            .id(null)
                            .content(null)
                            .score(null)
                            .metadata(null)
                            .build(),
                        null,
                        Document.of("d-2", null, null))));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "RETRIEVER",
                "retrieval.documents.0.document.content", "",
                "retrieval.documents.1.document.id", "d-2"));
  }

  @Test
  void rerankerRecordsQueryModelAndBothLists() {
    tracer
        .reranker("rerank")
        .run(
            span ->
                span.inputDocuments(List.of(Document.of("a"), Document.of("b")))
                    .outputDocuments(List.of(Document.of("d-b", "b", 0.8)))
                    .query("returns?")
                    .modelName("rerank-v3.5")
                    .topK(1));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "RERANKER",
                "reranker.query", "returns?",
                "reranker.model_name", "rerank-v3.5",
                "reranker.top_k", 1,
                "reranker.input_documents.0.document.content", "a",
                "reranker.input_documents.1.document.content", "b",
                "reranker.output_documents.0.document.id", "d-b",
                "reranker.output_documents.0.document.content", "b",
                "reranker.output_documents.0.document.score", 0.8));
  }

  @Test
  void embeddingRecordsTextsAndVectors() {
    tracer
        .embedding()
        .run(
            span ->
                span.modelName("text-embedding-3-small")
                    .invocationParameters("{\"encoding_format\":\"float\"}")
                    .tokenCount(TokenCount.builder().prompt(4).total(4).build())
                    .embeddings(
                        List.of(
                            EmbeddedText.of("hello", new float[] {0.5f, -1f}),
                            EmbeddedText.of("world", List.of(1.5, 2, 0.25f)),
                            EmbeddedText.of(null, List.of(1.0)),
                            EmbeddedText.of("later"))));

    assertThat(telemetry.trace().root())
        .hasName("CreateEmbeddings")
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EMBEDDING",
                "embedding.model_name", "text-embedding-3-small",
                "embedding.invocation_parameters", "{\"encoding_format\":\"float\"}",
                "llm.token_count.prompt", 4,
                "llm.token_count.total", 4,
                "embedding.embeddings.0.embedding.text", "hello",
                "embedding.embeddings.0.embedding.vector", List.of(0.5, -1.0),
                "embedding.embeddings.1.embedding.text", "world",
                "embedding.embeddings.1.embedding.vector", List.of(1.5, 2.0, 0.25),
                "embedding.embeddings.2.embedding.vector", List.of(1.0),
                "embedding.embeddings.3.embedding.text", "later"));
  }

  @Test
  void embeddingKeepsTheVectorThatItWasGiven() {
    float[] vector = {0.5f};
    tracer
        .embedding()
        .run(
            span -> {
              span.embeddings(List.of(EmbeddedText.of("hello", vector)));
              vector[0] = 7;
            });

    assertThat(telemetry.trace().root())
        .hasAttribute("embedding.embeddings.0.embedding.vector", List.of(0.5));
  }

  @Test
  void embeddingHasNoVectorWhereANumberIsMissing() {
    float[] noVector = null;
    tracer
        .embedding()
        .run(
            span ->
                span.embeddings(
                        List.of(
                            EmbeddedText.of("hello", Arrays.asList(1.0, null)),
                            EmbeddedText.of("world", noVector)))
                    .modelName(null));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EMBEDDING",
                "embedding.embeddings.0.embedding.text", "hello",
                "embedding.embeddings.1.embedding.text", "world"));
  }

  @Test
  void floatsKeepTheirDigits() {
    tracer
        .embedding()
        .run(
            span ->
                span.embeddings(
                    List.of(
                        EmbeddedText.of("a", new float[] {0.1f, -0.0023064255f}),
                        EmbeddedText.of("b", List.of(0.1f, 0.2)))));
    tracer.retriever("search").run(span -> span.documents(List.of(Document.of("d", "c", 0.7f))));

    assertThat(telemetry.spans().get(0))
        .hasAttribute("embedding.embeddings.0.embedding.vector", List.of(0.1, -0.0023064255))
        .hasAttribute("embedding.embeddings.1.embedding.vector", List.of(0.1, 0.2));
    assertThat(telemetry.spans().get(1)).hasAttribute("retrieval.documents.0.document.score", 0.7);
  }
}
