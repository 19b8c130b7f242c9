// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
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
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(Map.of("openinference.span.kind", "CHAIN"));
    assertThat(telemetry.trace().children(telemetry.trace().root()))
        .extracting(
            span -> span.getAttributes().get(AttributeKey.stringKey("input.value")),
            span -> span.getAttributes().get(LlmAttributes.LLM_TOKEN_COUNT_TOTAL))
        .containsExactly(
            tuple("year: 2024\n\nReturns within 30 days.", 7L),
            tuple("year: 2020\n\nRefunds take a week.", 7L));
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
    String metadata = search.getAttributes().get(AttributeKey.stringKey(FIRST + "metadata"));
    assertThat(metadata).contains("\"year\":2024");
    assertThat(search)
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributesExcept(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "RETRIEVER"),
                Map.entry("input.value", "returns?"),
                Map.entry("input.mime_type", "text/plain"),
                Map.entry("output.value", "[\"Returns within 30 days.\"]"),
                Map.entry("output.mime_type", "application/json"),
                Map.entry(
                    "metadata",
                    "{\"top_k\":1,\"similarity_threshold\":0.0,\"filter\":\"Expression[type=EQ,"
                        + " left=Key[key=year], right=Value[value=2024]]\"}"),
                Map.entry(FIRST + "id", "a1"),
                Map.entry(FIRST + "content", "Returns within 30 days."),
                // The cosine of equal vectors.
                Map.entry(FIRST + "score", 0.9999999999999998)),
            FIRST + "metadata");
  }

  private static final String FIRST = "retrieval.documents.0.document.";

  /** Asserts both documents of the store, in an order. */
  private static void assertDocuments(SpanData span, String list, String... ids) {
    for (int i = 0; i < 2; i++) {
      String document = list + "." + i + ".document.";
      assertThat(span)
          .hasAttribute(document + "id", ids[i])
          .hasAttribute(
              document + "content",
              ids[i].equals("a1") ? "Returns within 30 days." : "Refunds take a week.")
          .hasAttribute(document + "score", 0.9999999999999998);
    }
    assertThat(span).hasNoAttributeStartingWith(list + ".2.");
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
    assertThat(telemetry.spans())
        .filteredOn(span -> span.getName().equals("simple"))
        .hasSize(Models.IS_SPRING_AI_2 ? 2 : 1)
        .allSatisfy(
            span -> {
              assertThat(span).hasAttribute("input.value", "returns?");
              assertDocuments(span, "retrieval.documents", "a1", "a2");
            });
    assertThat(telemetry.trace().span("weather"))
        .hasStatus(StatusCode.OK)
        .hasAttribute("tool.id", "call_1")
        .hasAttribute("output.value", "\"sunny in Oslo\"");
    assertThat(telemetry.trace().root())
        .hasAttribute("input.value", "returns?")
        .hasAttribute("output.value", "It is sunny.");
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
        .hasStatus(StatusCode.OK)
        .hasAttribute("reranker.query", "returns?")
        .hasAttribute("output.value", "[\"Refunds take a week.\",\"Returns within 30 days.\"]");
    SpanData reranker = telemetry.trace().span("DocumentPostProcessor");
    assertDocuments(reranker, "reranker.input_documents", "a1", "a2");
    assertDocuments(reranker, "reranker.output_documents", "a2", "a1");
    for (String retriever : List.of("VectorStoreDocumentRetriever", "simple")) {
      SpanData span = telemetry.trace().span(retriever);
      assertThat(span).hasAttribute("input.value", "It is sunny.");
      assertDocuments(span, "retrieval.documents", "a1", "a2");
    }
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "c-1"));
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
