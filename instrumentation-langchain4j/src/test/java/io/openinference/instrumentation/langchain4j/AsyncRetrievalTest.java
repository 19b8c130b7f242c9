// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationContext;
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
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Retrievers, stores, augmentors and scoring models that return a future. */
class AsyncRetrievalTest extends AbstractAsyncTest {

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
  void endsWithARetrieversFuture() {
    LateRetriever retriever = new LateRetriever();
    CompletableFuture<?> found =
        future(
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
        future(
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
    return future(
        new RetrievalWrappers(new Wrappers(instrumentor.tracing())).wrap(augmentor),
        "augmentAsync",
        AugmentationRequest.class,
        new AugmentationRequest(message, metadata));
  }

  @Test
  void endsWithAStoresFuture() {
    LateStore store = new LateStore();

    CompletableFuture<?> found =
        future(
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
        future(instrumentor.wrap(model), "scoreAsync", requestType, request);
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
}
