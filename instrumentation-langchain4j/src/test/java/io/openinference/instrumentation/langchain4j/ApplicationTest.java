// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test of an application that talks to a stand-in for OpenAI, through one of the doors. */
abstract class ApplicationTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(Door.ofRun().isAgent()).build();

  /** Kept between the tests of a class, because to weave takes a second. */
  private static @Nullable LangChain4jInstrumentor ofRun;

  StubServer server;
  Door door = Door.ofRun();
  @Nullable LangChain4jInstrumentor instrumentor;

  @BeforeEach
  void startServer() {
    server = StubServer.start();
  }

  @AfterAll
  static void leaveTheProcessUntraced() {
    if (ofRun != null) {
      ofRun.uninstrument();
      ofRun = null;
    }
  }

  @AfterEach
  void leaveNothingBehind() {
    server.close();
    if (Door.isNamed()) {
      ofRun = instrumentor == null ? ofRun : instrumentor;
    } else if (instrumentor != null) {
      // First, so that one test that fails does not fail the next.
      instrumentor.uninstrument();
    }
    assertDurationsContainChildren();
    assertThat(Invocations.all()).isEmpty();
  }

  void open(Door opened) {
    door = opened;
    instrumentor = TracedParts.open(opened, telemetry.openTelemetry());
  }

  /** Opens the door of the run, for a test of parts that are wrapped. */
  void openWrapping() {
    assumeTrue(Door.ofRun().isWrapping(), "wraps parts");
    open(Door.ofRun());
  }

  /** Opens the door of the run, for a test of what is traced without being wrapped. */
  void openProcess() {
    open(Door.ofRun() == Door.WRAP ? Door.INSTRUMENT : Door.ofRun());
  }

  /** Times are not asserted as such; a child that outlives its parent is a wrong tree. */
  private static void assertDurationsContainChildren() {
    List<SpanData> spans = telemetry.spans();
    for (SpanData child : spans) {
      spans.stream()
          .filter(parent -> parent.getSpanId().equals(child.getParentSpanId()))
          .forEach(
              parent -> {
                assertThat(child.getStartEpochNanos())
                    .isGreaterThanOrEqualTo(parent.getStartEpochNanos());
                assertThat(child.getEndEpochNanos()).isLessThanOrEqualTo(parent.getEndEpochNanos());
              });
    }
  }

  /** Returns the attributes of a span by their names. */
  static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }

  /** Returns the first span's attributes below a prefix, by the rest of their names. */
  static Map<String, Object> attributes(String prefix) {
    Map<String, Object> below = new TreeMap<>();
    attributes(telemetry.spans().get(0))
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), value);
              }
            });
    return below;
  }

  /** Scripts what the model answers, in the form that each request asks for. */
  void replies(Reply... replies) {
    Queue<Reply> queue = new ConcurrentLinkedQueue<>(Arrays.asList(replies));
    server.handler(request -> queue.remove().to(request));
  }

  ChatModel rawModel() {
    return OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("key")
        .modelName("gpt-4o-mini")
        .temperature(0.5)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  StreamingChatModel rawStreamingModel() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("key")
        .modelName("gpt-4o-mini")
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  ChatModel model() {
    return TracedParts.traced(door, rawModel(), instrumentor);
  }

  StreamingChatModel streamingModel() {
    return TracedParts.traced(door, rawStreamingModel(), instrumentor);
  }

  <T> AiServices<T> service(Class<T> type) {
    return TracedParts.service(door, instrumentor, type);
  }

  <T> AiServices<T> withTools(AiServices<T> service, Object tools) {
    return TracedParts.tools(door, instrumentor, service, tools);
  }

  ContentRetriever retriever(String... documents) {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    LetterEmbeddingModel embeddings = new LetterEmbeddingModel();
    List<TextSegment> segments = Arrays.stream(documents).map(TextSegment::from).toList();
    segments.forEach(segment -> store.add(LetterEmbeddingModel.letters(segment), segment));
    return TracedParts.traced(
        door,
        EmbeddingStoreContentRetriever.builder()
            .embeddingStore(store)
            .embeddingModel(TracedParts.traced(door, embeddings, instrumentor))
            .maxResults(1)
            .build(),
        instrumentor);
  }
}
