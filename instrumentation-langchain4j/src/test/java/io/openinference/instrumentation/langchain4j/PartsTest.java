// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.aggregator.ReRankingContentAggregator;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.transformer.ExpandingQueryTransformer;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.openinference.testing.contract.Door;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Embeddings, retrieval with all its steps, reranking, images and completions. */
class PartsTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  /** Prefers short texts. */
  static final class BrevityScoringModel implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return Response.from(
          segments.stream().map(segment -> 1.0 / segment.text().length()).toList());
    }
  }

  static final class SquareImageModel implements ImageModel {
    @Override
    public Response<Image> generate(String prompt) {
      return Response.from(Image.builder().url("https://example.com/square.png").build());
    }

    @Override
    public Response<Image> edit(Image image, Image mask, String prompt) {
      return Response.from(Image.builder().base64Data("cm91bmQ=").build());
    }
  }

  static final class EchoLanguageModel implements LanguageModel {
    @Override
    public Response<String> generate(String prompt) {
      return Response.from(prompt + "!", new TokenUsage(1, 2), FinishReason.STOP);
    }
  }

  @EachDoor
  void reranksWhatItRetrieved(Door door) {
    open(door);
    replies(Reply.text("Done."));
    ScoringModel scoring = TracedParts.traced(door, new BrevityScoringModel(), instrumentor);
    ReRankingContentAggregator aggregator =
        ReRankingContentAggregator.builder().scoringModel(scoring).build();
    Assistant assistant =
        service(Assistant.class)
            .chatModel(model())
            .retrievalAugmentor(
                DefaultRetrievalAugmentor.builder()
                    .contentRetriever(retriever("a long document"))
                    .contentAggregator(TracedParts.traced(door, aggregator, instrumentor))
                    .build())
            .build();

    assistant.ask("What?");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              CHAIN ReRankingContentAggregator
                RERANKER BrevityScoringModel
              LLM OpenAiChatModel
            """)
        .span("BrevityScoringModel")
        .hasAttribute("reranker.query", "What?")
        .hasAttribute("reranker.top_k", 1)
        .hasAttribute("reranker.input_documents.0.document.content", "a long document")
        .hasAttribute("reranker.output_documents.0.document.score", 1.0 / 15);
  }

  @EachDoor
  void nestsModelCallsInTheStepsOfARetrieval(Door door) {
    open(door);
    replies(Reply.text("one\ntwo"), Reply.text("Done."));
    ChatModel expander = TracedParts.traced(door, rawModel(), instrumentor);
    ExpandingQueryTransformer transformer = new ExpandingQueryTransformer(expander, 2);
    Assistant assistant =
        service(Assistant.class)
            .chatModel(model())
            .retrievalAugmentor(
                DefaultRetrievalAugmentor.builder()
                    .queryTransformer(TracedParts.traced(door, transformer, instrumentor))
                    .queryRouter(new DefaultQueryRouter(retriever("apples")))
                    .build())
            .build();

    assistant.ask("What?");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN Assistant.ask
              CHAIN ExpandingQueryTransformer
                LLM OpenAiChatModel
              LLM OpenAiChatModel
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
            """);
  }

  @Test
  void putsTheStepsBelowAnAugmentorThatIsWrapped() {
    openWrapping();
    replies(Reply.text("Done."));
    Assistant assistant =
        service(Assistant.class)
            .chatModel(model())
            .retrievalAugmentor(
                instrumentor.wrap(
                    DefaultRetrievalAugmentor.builder()
                        .queryRouter(
                            instrumentor.wrap(
                                new DefaultQueryRouter(retriever("apples"), retriever("eels"))))
                        .build()))
            .build();

    assistant.ask("What?");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN Assistant.ask
              CHAIN DefaultRetrievalAugmentor
                CHAIN DefaultQueryRouter
                RETRIEVER EmbeddingStoreContentRetriever
                  EMBEDDING CreateEmbeddings
                RETRIEVER EmbeddingStoreContentRetriever
                  EMBEDDING CreateEmbeddings
              LLM OpenAiChatModel
            """);
  }

  @Test
  void recordsEmbeddings() {
    open(Door.ofRun());
    EmbeddingModel model = TracedParts.traced(door, new LetterEmbeddingModel(), instrumentor);

    model.embed("eel");

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("openinference.span.kind", "EMBEDDING");
    expected.put("embedding.model_name", "letters");
    expected.put("embedding.embeddings.0.embedding.text", "eel");
    expected.put("embedding.embeddings.0.embedding.vector", List.of(1.0, 2.0, 0.0));
    expected.put("llm.token_count.prompt", 1);
    expected.put("llm.token_count.total", 1);
    expected.put("input.value", "eel");
    expected.put("input.mime_type", "text/plain");
    assertThat(telemetry.trace()).hasTree("EMBEDDING CreateEmbeddings");
    assertThat(telemetry.spans().get(0)).hasExactlyAttributes(expected);
  }

  @Test
  void recordsWhatARetrieverAndAStoreFind() {
    openWrapping();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    LetterEmbeddingModel embeddings = new LetterEmbeddingModel();
    TextSegment segment =
        TextSegment.from("xyz", dev.langchain4j.data.document.Metadata.from("page", "7"));
    store.addAll(
        List.of("doc-1"), List.of(LetterEmbeddingModel.letters(segment)), List.of(segment));

    instrumentor
        .wrap(
            EmbeddingStoreContentRetriever.builder()
                .embeddingStore(instrumentor.wrap(store))
                .embeddingModel(instrumentor.wrap(embeddings))
                .build())
        .retrieve(Query.from("xyz"));

    assertThat(telemetry.trace())
        .hasTree(
            """
            RETRIEVER EmbeddingStoreContentRetriever
              EMBEDDING CreateEmbeddings
              RETRIEVER InMemoryEmbeddingStore
            """);
    for (String name : List.of("EmbeddingStoreContentRetriever", "InMemoryEmbeddingStore")) {
      assertThat(telemetry.trace())
          .span(name)
          .hasAttribute("retrieval.documents.0.document.id", "doc-1")
          .hasAttribute("retrieval.documents.0.document.content", "xyz")
          .hasAttribute("retrieval.documents.0.document.score", 1.0)
          .hasJsonAttribute("retrieval.documents.0.document.metadata", "{\"page\": \"7\"}");
    }
  }

  @Test
  void tracesSearchesOfAStoreAndNotWhatItStores() {
    open(Door.ofRun());
    TextSegment eel = TextSegment.from("eel");
    var store = TracedParts.traced(door, new InMemoryEmbeddingStore<>(), instrumentor);

    store.add(LetterEmbeddingModel.letters(eel), eel);
    assertThat(telemetry.spans()).isEmpty();

    store.search(
        EmbeddingSearchRequest.builder().queryEmbedding(LetterEmbeddingModel.letters(eel)).build());
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void worksWhereAnObjectOfTheApplicationThrows() {
    open(Door.ofRun());
    Query query =
        new Query("xyz") {
          @Override
          public dev.langchain4j.rag.query.Metadata metadata() {
            throw new IllegalStateException("broken");
          }
        };

    assertThat(retriever("xyz").retrieve(query)).hasSize(1);
  }

  @Test
  void recordsAnImage() {
    open(Door.ofRun());

    TracedParts.traced(door, new SquareImageModel(), instrumentor).generate("a square");

    assertThat(telemetry.trace())
        .hasTree("LLM SquareImageModel")
        .span("SquareImageModel")
        .hasAttribute("input.value", "a square")
        .hasAttribute("llm.input_messages.0.message.content", "a square")
        .hasAttribute("output.images.0.image.url", "https://example.com/square.png")
        .hasNoAttributeStartingWith("llm.output_messages");
  }

  @Test
  void recordsTheImagesOfAnEdit() {
    open(Door.ofRun());
    Image original = Image.builder().url("https://example.com/original.png").build();
    Image mask = Image.builder().base64Data("bWFzaw==").mimeType("image/webp").build();

    TracedParts.traced(door, new SquareImageModel(), instrumentor)
        .edit(original, mask, "make it round");

    assertThat(telemetry.trace())
        .hasTree("LLM SquareImageModel")
        .span("SquareImageModel")
        .hasAttribute("input.value", "make it round")
        .hasAttribute("llm.input_messages.0.message.content", "make it round")
        .hasAttribute("input.images.0.image.url", "https://example.com/original.png")
        .hasAttribute("input.images.1.image.url", "data:image/webp;base64,bWFzaw==")
        .hasAttribute("output.images.0.image.url", "data:image/png;base64,cm91bmQ=");
  }

  @Test
  void recordsACompletion() {
    open(Door.ofRun());

    TracedParts.traced(door, new EchoLanguageModel(), instrumentor).generate(Prompt.from("Hey"));

    assertThat(telemetry.trace())
        .hasTree("LLM EchoLanguageModel")
        .span("EchoLanguageModel")
        .hasAttribute("llm.prompts.0.prompt.text", "Hey")
        .hasAttribute("llm.choices.0.completion.text", "Hey!")
        .hasAttribute("llm.token_count.total", 3);
  }
}
