// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.vectorstore.QuestionAnswerAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.rag.advisor.RetrievalAugmentationAdvisor;
import org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor;
import org.springframework.ai.rag.preretrieval.query.expansion.MultiQueryExpander;
import org.springframework.ai.rag.preretrieval.query.transformation.RewriteQueryTransformer;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.rag.retrieval.search.VectorStoreDocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** Embedding models, vector stores and the advisors that retrieve. */
class RetrievalTest extends AbstractSpringAITest {

  private EmbeddingModel embeddings;
  private SimpleVectorStore store;

  @BeforeEach
  void fillStore() {
    server.handler(RetrievalTest::answer);
    embeddings = embeddings();
    store = SimpleVectorStore.builder(embeddings).observationRegistry(registry).build();
    store.add(
        List.of(
            new Document("a1", "Returns within 30 days.", Map.of("year", 2024)),
            new Document("a2", "Refunds take a week.", Map.of("year", 2020))));
  }

  /** Returns a model that knows its dimensions, for which a store asks once. */
  private EmbeddingModel embeddings() {
    EmbeddingModel model = Models.embedding(server.baseUrl(), registry);
    model.dimensions();
    telemetry.clear();
    return model;
  }

  private static StubResponse answer(StubRequest request) {
    return request.path().endsWith("/embeddings")
        ? Replies.embeddings(1)
        : Replies.text("It is sunny.");
  }

  @Test
  void recordsTheFillingOfAStore() {
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN simple add
              EMBEDDING CreateEmbeddings
              EMBEDDING CreateEmbeddings
            """);
  }

  @Test
  void recordsASearch() {
    telemetry.clear();

    store.similaritySearch(
        SearchRequest.builder().query("returns?").topK(1).filterExpression("year == 2024").build());

    assertThat(telemetry.trace())
        .hasTree(
            """
            RETRIEVER simple
              EMBEDDING CreateEmbeddings
            """);
    SpanData search = telemetry.trace().root();
    assertThat(search)
        .hasAttribute("input.value", "returns?")
        .hasAttribute("retrieval.documents.0.document.id", "a1")
        .hasAttribute("retrieval.documents.0.document.content", "Returns within 30 days.")
        .hasAttribute("output.value", "[\"Returns within 30 days.\"]");
    assertThat(search.getAttributes().asMap().toString())
        .contains("retrieval.documents.0.document.score")
        .contains("top_k")
        .contains("2024");
  }

  @Test
  void recordsEmbeddings() {
    telemetry.clear();
    server.handler(request -> Replies.embeddings(2));

    embeddings.embed(List.of("one", "two"));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributesExcept(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "EMBEDDING"),
                Map.entry("embedding.model_name", "text-embedding-3-small"),
                Map.entry("input.value", "[\"one\",\"two\"]"),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("embedding.embeddings.0.embedding.text", "one"),
                Map.entry("embedding.embeddings.0.embedding.vector", List.of(0.25, 0.5)),
                Map.entry("embedding.embeddings.1.embedding.text", "two"),
                Map.entry("embedding.embeddings.1.embedding.vector", List.of(0.25, 0.5)),
                Map.entry("llm.token_count.prompt", 7L),
                Map.entry("llm.token_count.total", 7L)),
            "embedding.invocation_parameters");
  }

  @Test
  void recordsQuestionsWithMemoryAndTools() {
    telemetry.clear();
    ChatMemory memory = MessageWindowChatMemory.builder().build();
    ChatClient client =
        client()
            .mutate()
            .defaultAdvisors(
                MessageChatMemoryAdvisor.builder(memory).build(),
                QuestionAnswerAdvisor.builder(store).build())
            .build();

    client
        .prompt("returns?")
        .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "c-1"))
        .call()
        .content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              RETRIEVER simple
                EMBEDDING CreateEmbeddings
              LLM gpt-5-mini
            """);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "c-1"));
  }

  @Test
  void showsAdvisorsIfTheApplicationWants() {
    instrument(SpringAIInstrumentor.builder(telemetry.openTelemetry()).traceAdvisors(true).build());
    SimpleVectorStore observed =
        SimpleVectorStore.builder(embeddings()).observationRegistry(registry).build();
    telemetry.clear();

    client()
        .mutate()
        .defaultAdvisors(QuestionAnswerAdvisor.builder(observed).build())
        .build()
        .prompt("returns?")
        .call()
        .content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              CHAIN QuestionAnswerAdvisor
                RETRIEVER simple
                  EMBEDDING CreateEmbeddings
                LLM gpt-5-mini
            """);
  }

  @Test
  void recordsARetrievalWithTransformerExpanderAndReranker() {
    telemetry.clear();
    DocumentRetriever retriever =
        instrumentor.wrap(
            DocumentRetriever.class,
            VectorStoreDocumentRetriever.builder().vectorStore(store).topK(2).build());
    DocumentPostProcessor reversed =
        (query, documents) -> {
          List<Document> reordered = new ArrayList<>(documents);
          Collections.reverse(reordered);
          return reordered;
        };
    RetrievalAugmentationAdvisor advisor =
        RetrievalAugmentationAdvisor.builder()
            .queryTransformers(
                RewriteQueryTransformer.builder().chatClientBuilder(client().mutate()).build())
            .queryExpander(
                MultiQueryExpander.builder()
                    .chatClientBuilder(client().mutate())
                    .numberOfQueries(1)
                    .includeOriginal(false)
                    .build())
            .documentRetriever(retriever)
            .documentPostProcessors(instrumentor.wrap(DocumentPostProcessor.class, reversed))
            .taskExecutor(Runnable::run)
            .build();

    client().mutate().defaultAdvisors(advisor).build().prompt("returns?").call().content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              CHAIN ChatClient
                LLM gpt-5-mini
              CHAIN ChatClient
                LLM gpt-5-mini
              RETRIEVER VectorStoreDocumentRetriever
                RETRIEVER simple
                  EMBEDDING CreateEmbeddings
              RERANKER DocumentPostProcessor
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().span("DocumentPostProcessor"))
        .hasAttribute("reranker.query", "returns?");
  }
}
