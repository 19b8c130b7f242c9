// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.openinference.testing.contract.Door;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that {@code instrument()} reaches without wrapping and without an AI service. */
class WovenTest extends ApplicationTest {

  static final class OwnModel implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("Hello!")).build();
    }
  }

  /** Overrides the method that users call, as some older models do. */
  static final class LegacyModel implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      return doChat(request);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("Hello!")).build();
    }
  }

  static final class FailingModel implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      throw new IllegalStateException("no model");
    }
  }

  static final class OwnStreamingModel implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse("Hello!");
      handler.onCompleteResponse(
          ChatResponse.builder().aiMessage(AiMessage.from("Hello!")).build());
    }
  }

  static final class OwnScoringModel implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return Response.from(segments.stream().map(segment -> 0.5).toList());
    }
  }

  static final class OwnModerationModel implements ModerationModel {
    @Override
    public Response<Moderation> moderate(String text) {
      return Response.from(Moderation.notFlagged());
    }

    @Override
    public Response<Moderation> moderate(List<ChatMessage> messages) {
      return Response.from(Moderation.notFlagged());
    }
  }

  static final class OwnImageModel implements ImageModel {
    @Override
    public Response<Image> generate(String prompt) {
      return Response.from(Image.builder().url("https://example.com/1.png").build());
    }
  }

  private final ChatModel modelFromBefore = new OwnModel();

  @BeforeEach
  void openDoor() {
    modelFromBefore.chat("not traced");
    open(Door.INSTRUMENT);
  }

  @Test
  void modelThatExistedBefore() {
    assertThat(modelFromBefore.chat("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace()).hasTree("LLM OwnModel");
    assertThat(telemetry.spans().get(0))
        .hasAttribute("llm.input_messages.0.message.content", "Hi")
        .hasAttribute("llm.output_messages.0.message.content", "Hello!");
  }

  @Test
  void modelThatOverridesWhatUsersCall() {
    new LegacyModel().chat("Hi");

    assertThat(telemetry.trace()).hasTree("LLM LegacyModel");
  }

  @Test
  void modelThatIsWrappedAsWell() {
    instrumentor.wrap(modelFromBefore).chat("Hi");

    assertThat(telemetry.trace()).hasTree("LLM OwnModel");
  }

  @Test
  void modelThatFails() {
    assertThatThrownBy(() -> new FailingModel().chat("Hi"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no model");

    assertThat(telemetry.trace()).hasTree("LLM FailingModel !");
  }

  @Test
  void modelThatStreams() {
    StringBuilder seen = new StringBuilder();

    new OwnStreamingModel()
        .chat(
            "Hi",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String partialResponse) {
                seen.append(partialResponse);
              }

              @Override
              public void onCompleteResponse(ChatResponse completeResponse) {
                seen.append('.');
              }

              @Override
              public void onError(Throwable error) {
                throw new AssertionError(error);
              }
            });

    assertThat(seen).hasToString("Hello!.");
    assertThat(telemetry.trace()).hasTree("LLM OwnStreamingModel");
    assertThat(telemetry.spans().get(0)).hasAttribute("output.value", "Hello!");
  }

  @Test
  void retrieverWithItsEmbeddingModelAndStore() {
    EmbeddingModel letters = new LetterEmbeddingModel();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.add(Embedding.from(new float[] {1, 2, 3}), TextSegment.from("apples are red"));
    ContentRetriever retriever =
        EmbeddingStoreContentRetriever.builder()
            .embeddingModel(letters)
            .embeddingStore(store)
            .build();

    retriever.retrieve(Query.from("apples"));
    assertThat(telemetry.trace())
        .hasTree(
            """
            RETRIEVER EmbeddingStoreContentRetriever
              EMBEDDING CreateEmbeddings
            """);
    telemetry.clear();

    store.search(
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(new float[] {1, 2, 3}))
            .build());
    assertThat(telemetry.trace()).hasTree("RETRIEVER InMemoryEmbeddingStore");
  }

  @Test
  void otherModels() {
    new OwnScoringModel().score("a text", "a query");
    new OwnModerationModel().moderate("a text");
    new OwnImageModel().generate("a cat");

    assertThat(telemetry.spans())
        .extracting(span -> span.getAttributes().asMap().values().contains("RERANKER"))
        .containsExactly(true, false, false);
    assertThat(telemetry.spans())
        .extracting(span -> span.getName())
        .containsExactly("OwnScoringModel", "OwnModerationModel", "OwnImageModel");
  }

  @Test
  void nothingAfterItWasTurnedOffUntilItIsOnAgain() {
    instrumentor.uninstrument();

    modelFromBefore.chat("Hi");
    assertThat(telemetry.spans()).isEmpty();

    open(Door.INSTRUMENT);
    modelFromBefore.chat("Hi");
    assertThat(telemetry.trace()).hasTree("LLM OwnModel");
  }
}
