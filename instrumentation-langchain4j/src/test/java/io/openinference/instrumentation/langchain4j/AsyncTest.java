// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models that return a future or a publisher. */
class AsyncTest extends AbstractAsyncTest {

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
        future(
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
    @SuppressWarnings("unchecked") // The method of 1.20 declares this type.
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
    @SuppressWarnings("unchecked") // The method of 1.20 declares this type.
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
    return future(model, "chatAsync", String.class, "Hi");
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
