// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.StubAnswers.json;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.cohere.CohereEmbeddingModel;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import io.openinference.testing.StubResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cohere's embeddings and scores, through LangChain4j's own models of them. */
class CohereTest extends RunDoorTest {

  @Test
  void recordsCoheresEmbeddings() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'e1', 'texts': ['How deep?'], 'embeddings': [[0.5, 0.0]],"
                    + " 'meta': {'billed_units': {'input_tokens': 3}}}")));
    EmbeddingModel model =
        CohereEmbeddingModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("embed-english-v3.0")
            .build();

    TracedParts.traced(door, model, instrumentor).embed("How deep?");

    assertThat(attributes(telemetry.spans().get(0)))
        .isEqualTo(ProviderExchange.embedding("embed-english-v3.0"));
  }

  @Test
  void recordsCoheresScores() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'results': [{'index': 1, 'relevance_score': 0.5}, {'index': 0,"
                    + " 'relevance_score': 0.0}], 'meta': {'billed_units': {'search_units': 1}}}")));
    ScoringModel model =
        CohereScoringModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("rerank-v3.5")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor)
        .scoreAll(List.of(TextSegment.from("wide"), TextSegment.from("deep")), "How deep?");

    assertThat(attributes(telemetry.spans().get(0)))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "RERANKER"),
                entry("reranker.model_name", "rerank-v3.5"),
                entry("reranker.query", "How deep?"),
                entry("reranker.top_k", 2L),
                entry("reranker.input_documents.0.document.content", "wide"),
                entry("reranker.input_documents.1.document.content", "deep"),
                entry("reranker.output_documents.0.document.content", "deep"),
                entry("reranker.output_documents.0.document.score", 0.5),
                entry("reranker.output_documents.1.document.content", "wide"),
                entry("reranker.output_documents.1.document.score", 0.0),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "[0.0,0.5]"),
                entry("output.mime_type", "application/json")));
  }
}
