// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;

/** Calls that the application ends, or that fail in its code; and the context of its callbacks. */
class EarlyEndTest extends AbstractBedrockTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ContextKey<String> CALLER = ContextKey.named("caller");

  /** Calls whose answer comes at once, by the attributes of their requests. */
  enum FutureForm {
    CONVERSE {
      @SuppressWarnings("unchecked") // The SDK takes an array of generic consumers.
      @Override
      CompletableFuture<?> call(EarlyEndTest test) {
        return test.async()
            .converse(
                request ->
                    request
                        .modelId("us.amazon.nova-lite-v1:0")
                        .messages(m -> m.role("user").content(ContentBlock.fromText("Hello"))));
      }

      @Override
      Map<String, Object> ofRequest() {
        return StreamForm.CONVERSE.ofRequest();
      }

      @Override
      Map<String, Object> ofAnswer() {
        return StreamForm.CONVERSE.ofAnswer("Deep.");
      }
    },
    MODEL {
      @Override
      CompletableFuture<?> call(EarlyEndTest test) {
        return test.async()
            .invokeModel(
                request ->
                    request
                        .modelId("meta.llama3-8b-instruct-v1:0")
                        .body(SdkBytes.fromUtf8String("{\"prompt\":\"Hello\"}")));
      }

      @Override
      Map<String, Object> ofRequest() {
        return StreamForm.MODEL.ofRequest();
      }

      @Override
      Map<String, Object> ofAnswer() {
        return StreamForm.MODEL.ofAnswer("Deep.");
      }
    },
    RETRIEVE {
      @Override
      CompletableFuture<?> call(EarlyEndTest test) {
        return test.asyncAgents()
            .retrieve(request -> request.knowledgeBaseId("k").retrievalQuery(q -> q.text("Hello")));
      }

      @Override
      Map<String, Object> ofRequest() {
        return Map.of(
            "openinference.span.kind", "RETRIEVER",
            "llm.invocation_parameters", "{\"knowledgeBaseId\":\"k\"}",
            "input.value", "Hello",
            "input.mime_type", "text/plain");
      }

      @Override
      Map<String, Object> ofAnswer() {
        return Map.of("retrieval.documents.0.document.content", "Deep.");
      }

      @Override
      String answer() {
        return "{\"retrievalResults\": [{\"content\": {\"text\": \"Deep.\"}}]}";
      }
    };

    abstract CompletableFuture<?> call(EarlyEndTest test);

    abstract Map<String, Object> ofRequest();

    abstract Map<String, Object> ofAnswer();

    /** Returns the answer of the server. */
    String answer() {
      return ofAnswer().get("output.value").toString();
    }
  }

  /** The reaction of the application to the events of a stream. */
  private abstract static class Events implements StreamForm.Handling {

    @Override
    public <B extends EventStreamResponseHandler.Builder<?, ?, B>> B apply(B builder) {
      return builder.onResponse(response -> {}).onEventStream(this::read);
    }

    abstract void read(SdkPublisher<?> events);
  }

  /** Takes the first event and no other. */
  private static final class First extends Events implements Subscriber<Object> {

    private final boolean cancels;
    private final CompletableFuture<Object> event = new CompletableFuture<>();
    private Subscription subscription;

    First(boolean cancels) {
      this.cancels = cancels;
    }

    @Override
    void read(SdkPublisher<?> events) {
      events.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription started) {
      subscription = started;
      started.request(1);
    }

    @Override
    public void onNext(Object first) {
      if (cancels) {
        subscription.cancel();
      }
      event.complete(first);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  private CompletableFuture<Void> call(StreamForm form, StreamForm.Handling how) {
    return form.call(async(), asyncAgents(), how);
  }

  /** Answers with the first event of a stream that goes on. */
  private SseStream begin(StreamForm form) {
    SseStream stream = SseStream.create(Frames.ENCODING);
    enqueue(StubResponse.sse(stream));
    return stream.emit(form.events().get(0));
  }

  private static void assertSpan(
      SpanData span, StreamForm form, StatusCode status, Map<String, Object> expected) {
    assertThat(span.getName()).isEqualTo(form.spanName());
    assertThat(span.getStatus().getStatusCode()).isEqualTo(status);
    assertThat(plain(attributes(span))).containsExactlyInAnyOrderEntriesOf(plain(expected));
  }

  /** Parses the output, because the order of its fields says nothing. */
  private static Map<String, Object> plain(Map<String, Object> attributes) {
    Map<String, Object> plain = new TreeMap<>(attributes);
    plain.computeIfPresent("output.value", (name, value) -> tree(value.toString()));
    return plain;
  }

  private static Object tree(String value) {
    try {
      return value.startsWith("{") ? JSON.readTree(value) : value;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSubscriptionThatIsCancelledKeepsWhatHasArrived(StreamForm form) {
    SseStream stream = begin(form);

    CompletableFuture<Void> future = call(form, new First(/* cancels= */ true));

    await(future);
    stream.end();
    assertSpan(span(), form, StatusCode.OK, form.span("It is "));
  }

  @ParameterizedTest
  @EnumSource
  void aFutureOfAStreamThatIsCancelledKeepsWhatHasArrived(StreamForm form) {
    SseStream stream = begin(form);
    First first = new First(/* cancels= */ false);

    CompletableFuture<Void> future = call(form, first);
    await(first.event);
    future.cancel(true);

    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    stream.end();
    assertSpan(span(), form, StatusCode.ERROR, form.span("It is "));
    assertThat(span().getEvents()).extracting(event -> event.getName()).contains("exception");
  }

  @ParameterizedTest
  @EnumSource
  void aFutureThatIsCancelledHasItsRequest(FutureForm form) {
    CountDownLatch never = new CountDownLatch(1);
    enqueue(StubResponse.json("{}").after(never));

    CompletableFuture<?> future = form.call(this);
    future.cancel(true);

    SpanData span = span();
    never.countDown();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsExactlyInAnyOrderEntriesOf(form.ofRequest());
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatThrowsHasItsRequest(StreamForm form) {
    answerEvents(form.events().toArray(String[]::new));

    CompletableFuture<Void> future =
        call(
            form,
            new Events() {
              @Override
              void read(SdkPublisher<?> events) {
                throw new IllegalStateException("of the application");
              }
            });

    assertThatThrownBy(() -> await(future)).hasStackTraceContaining("of the application");
    assertSpan(span(), form, StatusCode.ERROR, form.ofRequest());
  }

  /** Keeps the caller that each callback sees. */
  private static final class Callbacks implements StreamForm.Handling {

    private final Map<String, String> seen = new ConcurrentHashMap<>();

    void see(String callback) {
      seen.put(callback, String.valueOf(Context.current().get(CALLER)));
    }

    @Override
    public <B extends EventStreamResponseHandler.Builder<?, ?, B>> B apply(B builder) {
      return builder
          .onResponse(response -> see("response"))
          .onEventStream(
              events -> {
                see("stream");
                events.subscribe(event -> see("event"));
              })
          .onComplete(() -> see("complete"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void callbacksOfAStreamSeeTheContextOfTheCaller(StreamForm form) {
    Callbacks callbacks = new Callbacks();
    CountDownLatch isRegistered = new CountDownLatch(1);
    enqueue(
        StubResponse.stream(Frames.ENCODING, form.events().toArray(String[]::new))
            .after(isRegistered));

    CompletableFuture<?> end;
    try (Scope ignored = Context.current().with(CALLER, "me").makeCurrent()) {
      end = call(form, callbacks).whenComplete((done, failure) -> callbacks.see("future"));
    }
    isRegistered.countDown();
    await(end);

    assertThat(callbacks.seen)
        .containsOnlyKeys("response", "stream", "event", "complete", "future")
        .allSatisfy((callback, caller) -> assertThat(caller).as(callback).isEqualTo("me"));
    assertSpan(span(), form, StatusCode.OK, form.span("It is deep."));
  }

  @ParameterizedTest
  @EnumSource
  void callbacksOfAFutureSeeTheContextOfTheCaller(FutureForm form) {
    Callbacks callbacks = new Callbacks();
    CountDownLatch isRegistered = new CountDownLatch(1);
    enqueue(StubResponse.json(form.answer()).after(isRegistered));

    CompletableFuture<?> end;
    try (Scope ignored = Context.current().with(CALLER, "me").makeCurrent()) {
      end = form.call(this).whenComplete((done, failure) -> callbacks.see("future"));
    }
    isRegistered.countDown();
    await(end);

    assertThat(callbacks.seen).isEqualTo(Map.of("future", "me"));
    Map<String, Object> expected = new TreeMap<>(form.ofRequest());
    expected.putAll(form.ofAnswer());
    SpanData span = span();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(attributes(span)).containsExactlyInAnyOrderEntriesOf(expected);
  }
}
