// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import reactor.core.publisher.Hooks;

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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsAQuestionWithMemoryAndATool(boolean stream) {
    telemetry.clear();
    AtomicInteger questions = new AtomicInteger();
    String call = Replies.call("call_1", "weather", "{\"city\":\"Oslo\"}");
    server.handler(
        request -> {
          if (request.path().endsWith("/embeddings")) {
            return Replies.embeddings(1);
          }
          return questions.getAndIncrement() == 0
              ? stream ? Replies.streamedTools(call) : Replies.tools(call)
              : stream ? Replies.streamedText("It is ", "sunny.") : Replies.text("It is sunny.");
        });
    ChatMemory memory = MessageWindowChatMemory.builder().build();
    ChatClient client =
        client()
            .mutate()
            .defaultAdvisors(
                MessageChatMemoryAdvisor.builder(memory).build(),
                QuestionAnswerAdvisor.builder(store).build())
            .defaultTools(new WeatherTools())
            .build();

    String answer = ask(client, stream);

    assertThat(answer).isEqualTo("It is sunny.");
    assertThat(memory.get("c-1")).hasSizeGreaterThan(1);
    telemetry.awaitSpans(Models.IS_SPRING_AI_2 ? 8 : 6);
    // In Spring AI 2 advisors run again for the second call.
    String retrieval = "  RETRIEVER simple\n    EMBEDDING CreateEmbeddings\n";
    assertThat(telemetry.trace())
        .hasTree(
            "AGENT ChatClient\n"
                + retrieval
                + "  LLM gpt-5-mini\n  TOOL weather\n"
                + (Models.IS_SPRING_AI_2 ? retrieval : "")
                + "  LLM gpt-5-mini\n");
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "c-1"));
    assertThat(totalTokens()).isEqualTo(110 + 29);
  }

  /** Asks in a conversation. Where streams carry observations, advisors are in the trace. */
  private String ask(ChatClient client, boolean stream) {
    ChatClient.ChatClientRequestSpec request =
        client
            .prompt("returns?")
            .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "c-1"));
    if (!stream) {
      return request.call().content();
    }
    ObservationThreadLocalAccessor.getInstance().setObservationRegistry(registry);
    Hooks.enableAutomaticContextPropagation();
    try {
      return String.join("", request.stream().content().collectList().block());
    } finally {
      Hooks.disableAutomaticContextPropagation();
    }
  }

  /** Returns the sum of the tokens of all LLM spans. */
  private static long totalTokens() {
    return telemetry.spans().stream()
        .filter(span -> span.getName().equals("gpt-5-mini"))
        .map(span -> span.getAttributes().get(LlmAttributes.LLM_TOKEN_COUNT_TOTAL))
        .filter(total -> total != null)
        .mapToLong(Long::longValue)
        .sum();
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

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void recordsARetrievalWithTransformerExpanderAndReranker(boolean stream, boolean ownThreads) {
    telemetry.clear();
    server.handler(
        request ->
            request.path().endsWith("/embeddings")
                ? Replies.embeddings(1)
                : request.bodyText().contains("\"stream\":true")
                    ? Replies.streamedText("It is ", "sunny.")
                    : Replies.text("It is sunny."));
    ObservationThreadLocalAccessor.getInstance().setObservationRegistry(registry);

    ask(client().mutate().defaultAdvisors(augmentation(ownThreads)).build(), stream);

    telemetry.awaitSpans(10);
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
    assertThat(totalTokens()).isEqualTo(3 * 29);
  }

  /**
   * Returns an advisor with all parts.
   *
   * @param ownThreads true for the threads that the advisor searches on by itself
   */
  private RetrievalAugmentationAdvisor augmentation(boolean ownThreads) {
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
    RetrievalAugmentationAdvisor.Builder builder =
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
            .documentPostProcessors(instrumentor.wrap(DocumentPostProcessor.class, reversed));
    return ownThreads ? builder.build() : builder.taskExecutor(Runnable::run).build();
  }
}
