// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.openinference.testing.contract.Door;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The methods of 1.20 that return a future or a publisher. The tests are compiled against a release
 * without them, so they call them by reflection, and their models override them without saying so.
 */
class AsyncTest extends ApplicationTest {

  @BeforeEach
  void requireAsync() {
    assumeTrue(
        Arrays.stream(ChatModel.class.getMethods())
            .anyMatch(method -> method.getName().equals("chatAsync")),
        "needs core 1.20.0");
    open(Door.ofRun());
  }

  /** Answers when the test says so. */
  public static final class LateModel implements ChatModel {
    final CompletableFuture<ChatResponse> answer = new CompletableFuture<>();

    /** Implements the method of 1.20. */
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
      return answer;
    }
  }

  /** Answers with events. */
  public static final class EventModel implements StreamingChatModel {
    final SubmissionPublisher<Object> events = new SubmissionPublisher<>(Runnable::run, 16);

    /** Implements the method of 1.20. */
    public Flow.Publisher<Object> doChat(ChatRequest request) {
      return events;
    }
  }

  /** Finds what the test says when it says so. */
  public static class LateStore extends InMemoryEmbeddingStore<TextSegment> {
    final CompletableFuture<EmbeddingSearchResult<TextSegment>> found = new CompletableFuture<>();

    /** Implements the method of 1.20. */
    public CompletableFuture<EmbeddingSearchResult<TextSegment>> searchAsync(
        EmbeddingSearchRequest request) {
      return found;
    }
  }

  /** Finds nothing, later. */
  public static final class LateRetriever implements ContentRetriever {
    final CompletableFuture<List<Content>> found;

    LateRetriever() {
      found = new CompletableFuture<>();
    }

    LateRetriever(List<Content> contents) {
      found = CompletableFuture.completedFuture(contents);
    }

    @Override
    public List<Content> retrieve(Query query) {
      return List.of();
    }

    /** Implements the method of 1.20. */
    public CompletableFuture<List<Content>> retrieveAsync(Query query) {
      return found;
    }
  }

  @Test
  void endsWithTheFuture() throws Exception {
    LateModel model = new LateModel();
    CompletableFuture<?> answer = chatAsync(TracedParts.traced(door, model, instrumentor));
    assertThat(telemetry.spans()).isEmpty();

    model.answer.complete(response("Hello!"));

    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("Hello!");
    assertThat(telemetry.trace())
        .hasTree("LLM LateModel")
        .span("LateModel")
        .hasAttribute("output.value", "Hello!")
        .hasAttribute("llm.input_messages.0.message.content", "Hi");
  }

  @Test
  void endsWhenTheFutureIsCancelled() {
    LateModel model = new LateModel();
    CompletableFuture<?> answer =
        (CompletableFuture<?>)
            call(
                TracedParts.traced(door, model, instrumentor),
                "chatAsync",
                ChatRequest.class,
                ChatRequest.builder()
                    .messages(dev.langchain4j.data.message.UserMessage.from("Hi"))
                    .build());

    answer.cancel(true);

    assertThat(model.answer).isCancelled();
    assertThat(telemetry.trace()).hasTree("LLM LateModel !");
    assertThat(telemetry.spans().get(0).getEvents())
        .allSatisfy(
            event ->
                assertThat(event.getAttributes().toString())
                    .contains(CancellationException.class.getName()));
  }

  @Test
  void endsWithThePublisher() throws Exception {
    EventModel model = new EventModel();
    StreamingChatModel wrapped = TracedParts.traced(door, model, instrumentor);
    @SuppressWarnings("unchecked") // What the method of 1.20 declares.
    Flow.Publisher<Object> publisher =
        (Flow.Publisher<Object>) call(wrapped, "chat", String.class, "Hi");
    Collector collector = new Collector();
    publisher.subscribe(collector);
    assertThat(telemetry.spans()).isEmpty();

    model.events.submit(new dev.langchain4j.model.chat.response.PartialResponse("Hello!"));
    model.events.submit(completeResponse("Hello!"));
    model.events.close();

    collector.done.get(10, TimeUnit.SECONDS);
    assertThat(collector.items).containsExactly("Hello!");
    assertThat(telemetry.trace())
        .hasTree("LLM EventModel")
        .span("EventModel")
        .hasAttribute("output.value", "Hello!");
  }

  @Test
  void keepsWhatAPublisherBroughtBeforeItFailed() {
    EventModel model = new EventModel();
    @SuppressWarnings("unchecked") // What the method of 1.20 declares.
    Flow.Publisher<Object> publisher =
        (Flow.Publisher<Object>)
            call(TracedParts.traced(door, model, instrumentor), "chat", String.class, "Hi");
    Collector collector = new Collector();
    publisher.subscribe(collector);

    model.events.submit(new dev.langchain4j.model.chat.response.PartialThinking("Greet them."));
    model.events.submit(new dev.langchain4j.model.chat.response.PartialResponse("Hel"));
    model.events.closeExceptionally(new IllegalStateException("connection lost"));

    assertThat(collector.done).isCompletedExceptionally();
    String content = "llm.output_messages.0.message.contents.";
    assertThat(telemetry.spans().get(0))
        .hasAttribute("output.value", "Hel")
        .hasAttribute(content + "0.message_content.text", "Greet them.")
        .hasAttribute(content + "1.message_content.text", "Hel");
  }

  @Test
  void endsWithARetrieversFuture() {
    LateRetriever retriever = new LateRetriever();
    CompletableFuture<?> found =
        (CompletableFuture<?>)
            call(
                TracedParts.traced(door, retriever, instrumentor),
                "retrieveAsync",
                Query.class,
                Query.from("eels"));
    assertThat(telemetry.spans()).isEmpty();

    retriever.found.complete(List.of(Content.from("eels are long")));

    assertThat(found).isCompleted();
    assertThat(telemetry.trace())
        .hasTree("RETRIEVER LateRetriever")
        .span("LateRetriever")
        .hasAttribute("retrieval.documents.0.document.content", "eels are long");
  }

  @Test
  void carriesTheContextToTheExecutorThatARetrieverOffloadsTo() throws Exception {
    openProcess();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    TextSegment segment = TextSegment.from("eels are long");
    store.add(LetterEmbeddingModel.letters(segment), segment);
    Object builder =
        EmbeddingStoreContentRetriever.builder()
            .embeddingStore(store)
            .embeddingModel(TracedParts.traced(door, new LetterEmbeddingModel(), instrumentor));
    builder.getClass().getMethod("offloadBlocking", boolean.class).invoke(builder, true);
    ContentRetriever retriever =
        (ContentRetriever) builder.getClass().getMethod("build").invoke(builder);

    CompletableFuture<?> found =
        (CompletableFuture<?>)
            call(
                TracedParts.traced(door, retriever, instrumentor),
                "retrieveAsync",
                Query.class,
                Query.from("eels"));

    assertThat(found.get(10, TimeUnit.SECONDS)).asInstanceOf(LIST).hasSize(1);
    assertThat(telemetry.trace())
        .hasTree(
            """
            RETRIEVER EmbeddingStoreContentRetriever
              EMBEDDING CreateEmbeddings
            """);
  }

  @Test
  void tracesTheRetrieversOfAServicesAugmentor() throws Exception {
    CompletableFuture<?> augmented = augment(new LateRetriever(List.of(Content.from("eels"))));

    assertThat(augmented.get(10, TimeUnit.SECONDS)).isInstanceOf(AugmentationResult.class);
    assertThat(telemetry.trace()).hasTree("RETRIEVER LateRetriever");
  }

  @Test
  void cancelsWhatTheApplicationCancels() {
    LateRetriever retriever = new LateRetriever();

    augment(retriever).cancel(true);

    assertThat(retriever.found).isCancelled();
    assertThat(telemetry.trace()).hasTree("RETRIEVER LateRetriever !");
  }

  /** Augments in the way that a service would. */
  private CompletableFuture<?> augment(ContentRetriever retriever) {
    openWrapping();
    RetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder().contentRetriever(retriever).build();
    UserMessage message = UserMessage.from("What?");
    Metadata metadata =
        Metadata.builder()
            .chatMessage(message)
            .invocationContext(InvocationContext.builder().invocationId(UUID.randomUUID()).build())
            .build();
    return (CompletableFuture<?>)
        call(
            new RetrievalWrappers(new Wrappers(instrumentor.tracing())).wrap(augmentor),
            "augmentAsync",
            AugmentationRequest.class,
            new AugmentationRequest(message, metadata));
  }

  @Test
  void endsWithAStoresFuture() {
    LateStore store = new LateStore();

    CompletableFuture<?> found =
        (CompletableFuture<?>)
            call(
                TracedParts.traced(door, store, instrumentor),
                "searchAsync",
                EmbeddingSearchRequest.class,
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(new LetterEmbeddingModel().embed("eel").content())
                    .build());
    assertThat(telemetry.spans()).isEmpty();
    store.found.complete(
        new EmbeddingSearchResult<>(
            List.of(
                new EmbeddingMatch<>(
                    0.5,
                    "doc-1",
                    new LetterEmbeddingModel().embed("eel").content(),
                    TextSegment.from("eels")))));

    assertThat(found).isCompleted();
    assertThat(telemetry.trace())
        .hasTree("RETRIEVER LateStore")
        .span("LateStore")
        .hasAttribute("retrieval.documents.0.document.id", "doc-1");
  }

  @Test
  void endsWithAScoringModelsFuture() throws Exception {
    openWrapping(); // A proxy, which is not woven.
    CompletableFuture<Object> scores = new CompletableFuture<>();
    // Its method's parameter is of a class that the oldest release does not have.
    ScoringModel model =
        (ScoringModel)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScoringModel.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "doScoreAsync" -> scores;
                      case "toString" -> "a model";
                      default -> InvocationHandler.invokeDefault(proxy, method, arguments);
                    });
    Class<?> requestType = Class.forName("dev.langchain4j.model.scoring.request.ScoringRequest");
    Object request = requestType.getMethod("builder").invoke(null);
    request.getClass().getMethod("query", String.class).invoke(request, "What?");
    request.getClass().getMethod("documents", List.class).invoke(request, List.of("a", "b"));
    request = request.getClass().getMethod("build").invoke(request);

    CompletableFuture<?> scored =
        (CompletableFuture<?>) call(instrumentor.wrap(model), "scoreAsync", requestType, request);
    assertThat(telemetry.spans()).isEmpty();
    Object response =
        Class.forName("dev.langchain4j.model.scoring.response.ScoringResponse")
            .getMethod("builder")
            .invoke(null);
    response.getClass().getMethod("scores", List.class).invoke(response, List.of(0.1, 0.9));
    scores.complete(response.getClass().getMethod("build").invoke(response));

    assertThat(scored).isCompleted();
    assertThat(telemetry.trace())
        .hasTree("RERANKER ScoringModel")
        .span("ScoringModel")
        .hasAttribute("reranker.query", "What?")
        .hasAttribute("reranker.output_documents.0.document.content", "b")
        .hasAttribute("reranker.output_documents.0.document.score", 0.9);
  }

  @Test
  void saysAsTheModelDoesThatAsyncIsNotSupported() {
    ChatModel raw = rawSync();

    assertThat(failure(chatAsync(TracedParts.traced(door, raw, instrumentor))).getMessage())
        .isEqualTo(failure(chatAsync(raw)).getMessage());
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void embedsOnceWhateverMethodLeadsThere() {
    EmbeddingModel model = TracedParts.traced(door, new OldEmbeddingModel(), instrumentor);

    model.embed("eel");

    assertThat(telemetry.trace()).hasTree("EMBEDDING CreateEmbeddings");
  }

  private static final class OldEmbeddingModel implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream().map(segment -> Embedding.from(new float[] {1})).toList());
    }
  }

  private static ChatModel rawSync() {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        return response("Hello!");
      }
    };
  }

  private static Throwable failure(CompletableFuture<?> future) {
    Throwable failure = future.handle((value, error) -> error).join();
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private static ChatResponse response(String text) {
    return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
  }

  private static Object completeResponse(String text) throws ReflectiveOperationException {
    return Class.forName("dev.langchain4j.model.chat.response.CompleteResponse")
        .getConstructor(ChatResponse.class)
        .newInstance(response(text));
  }

  private static CompletableFuture<?> chatAsync(ChatModel model) {
    return (CompletableFuture<?>) call(model, "chatAsync", String.class, "Hi");
  }

  private static Object call(Object target, String name, Class<?> parameterType, Object argument) {
    for (Class<?> type :
        List.of(
            ChatModel.class,
            StreamingChatModel.class,
            ContentRetriever.class,
            EmbeddingStore.class,
            ScoringModel.class,
            RetrievalAugmentor.class)) {
      if (type.isInstance(target)) {
        try {
          Method method = type.getMethod(name, parameterType);
          return method.invoke(target, argument);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(target);
  }

  private static final class Collector implements Flow.Subscriber<Object> {
    final List<Object> items = new ArrayList<>();
    final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(null);
    }
  }
}
