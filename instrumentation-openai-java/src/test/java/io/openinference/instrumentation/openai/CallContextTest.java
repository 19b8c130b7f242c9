// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.services.async.chat.ChatCompletionServiceAsync;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** In which context the application's callbacks run, and when they do. */
class CallContextTest extends AbstractOpenAITest {

  private static final ContextKey<String> CALLER = ContextKey.named("caller");

  private final ChatCompletionServiceAsync completions = wrapped.async().chat().completions();
  private final CountDownLatch release = new CountDownLatch(1);

  private static Scope callersContext() {
    return Context.current().with(CALLER, "me").makeCurrent();
  }

  /** The view of a callback: the caller's value, the current span, the number of ended spans. */
  private record Seen(String caller, boolean insideSpan, int endedSpans) {
    static Seen now() {
      return new Seen(
          Context.current().get(CALLER),
          Span.current().getSpanContext().isValid(),
          telemetry.spans().size());
    }
  }

  @Test
  void callbackSeesCallersContextAfterTheSpanEnded() {
    answer(StubResponse.json(CHAT_ANSWER).after(release));
    AtomicReference<Seen> seen = new AtomicReference<>();
    CompletableFuture<Void> callback;

    try (Scope ignored = callersContext()) {
      callback = completions.create(CHAT).thenAccept(result -> seen.set(Seen.now()));
    }
    release.countDown();
    callback.join();

    assertThat(seen).hasValue(new Seen("me", false, 1));
  }

  @Test
  void failureCallbackSeesCallersContextAfterTheSpanEnded() {
    answer(StubResponse.json(401, "{}").after(release));
    AtomicReference<Seen> seen = new AtomicReference<>();
    CompletableFuture<ChatCompletion> callback;

    try (Scope ignored = callersContext()) {
      callback = completions.create(CHAT).whenComplete((result, failure) -> seen.set(Seen.now()));
    }
    release.countDown();

    assertThatThrownBy(callback::join).isInstanceOf(CompletionException.class);
    assertThat(seen).hasValue(new Seen("me", false, 1));
  }

  @Test
  void rawResponseCallbackSeesCallersContext() {
    answer(StubResponse.json(CHAT_ANSWER).after(release));
    AtomicReference<Seen> seen = new AtomicReference<>();
    CompletableFuture<Void> callback;

    try (Scope ignored = callersContext()) {
      callback =
          completions
              .withRawResponse()
              .create(CHAT)
              .thenAccept(
                  response -> {
                    seen.set(Seen.now());
                    response.close();
                  });
    }
    release.countDown();
    callback.join();

    assertThat(seen).hasValue(new Seen("me", false, 0));
  }

  @Test
  void streamHandlerSeesCallersContext() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    List<Seen> events = new ArrayList<>();
    AtomicReference<Seen> completion = new AtomicReference<>();
    AtomicReference<Seen> future = new AtomicReference<>();
    AsyncStreamResponse<ChatCompletionChunk> stream;

    try (Scope ignored = callersContext()) {
      stream = completions.createStreaming(CHAT);
    }
    CompletableFuture<Void> callback =
        stream.onCompleteFuture().thenAccept(nothing -> future.set(Seen.now()));
    stream.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(ChatCompletionChunk chunk) {
            events.add(Seen.now());
          }

          @Override
          public void onComplete(Optional<Throwable> failure) {
            completion.set(Seen.now());
          }
        });
    callback.join();

    assertThat(events).hasSize(5).containsOnly(new Seen("me", false, 0));
    assertThat(completion).hasValue(new Seen("me", false, 1));
    assertThat(future).hasValue(new Seen("me", false, 1));
  }

  @Test
  void asyncSpanIsAChildOfTheCallersSpan() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();

    AsyncStreamResponse<ChatCompletionChunk> stream;
    try (Scope ignored = caller.makeCurrent()) {
      stream = completions.createStreaming(CHAT);
    }
    caller.end();
    stream.subscribe(chunk -> {});
    stream.onCompleteFuture().join();

    assertThat(telemetry.spans().get(1)).hasParent(telemetry.spans().get(0));
  }

  @Test
  void cancelledFuture() {
    answer(StubResponse.json(CHAT_ANSWER).after(release));

    CompletableFuture<ChatCompletion> future = completions.create(CHAT);
    assertThat(future.cancel(true)).isTrue();

    assertThat(future).isCancelled();
    SampleExchanges.chatRequest().failed().verify(span());
    assertThat(span()).hasException(CancellationException.class);
    release.countDown();
  }

  @Test
  void futureThatTimesOutLeavesTheCallToEnd() {
    answer(StubResponse.json(CHAT_ANSWER).after(release));

    CompletableFuture<ChatCompletion> future = completions.create(CHAT);
    future.completeExceptionally(new IllegalStateException("the application gave up"));
    assertThat(telemetry.spans()).isEmpty();
    release.countDown();

    telemetry.awaitSpans(1);
    SampleExchanges.chat().verify(span());
  }

  @Test
  void futureFailsAsWithoutUs() {
    answer(StubResponse.json(401, "{}"));

    CompletableFuture<ChatCompletion> future = completions.create(CHAT);

    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OpenAIException.class);
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(OpenAIException.class);
  }

  @Test
  void asyncStreamFailsWithoutASubscriber() {
    answer(StubResponse.json(401, "{}"));

    AsyncStreamResponse<ChatCompletionChunk> stream = completions.createStreaming(CHAT);

    assertThatThrownBy(() -> stream.onCompleteFuture().join())
        .hasRootCauseInstanceOf(OpenAIException.class);
    assertThat(span()).hasStatus(StatusCode.ERROR);
  }

  @Test
  void asyncStreamClosedByAnotherThread() throws InterruptedException {
    answer(StubResponse.sse(CHAT_CHUNKS));
    CountDownLatch secondChunk = new CountDownLatch(2);

    AsyncStreamResponse<ChatCompletionChunk> stream = completions.createStreaming(CHAT);
    stream.subscribe(
        chunk -> {
          secondChunk.countDown();
          if (secondChunk.getCount() == 0) {
            // Older releases cannot close a stream while they wait for the server.
            await(release);
          }
        });
    secondChunk.await();
    stream.close();
    release.countDown();
    stream.onCompleteFuture().join();

    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void asyncStreamIsSubscribedOnce() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    List<ChatCompletionChunk> chunks = new ArrayList<>();

    AsyncStreamResponse<ChatCompletionChunk> stream = completions.createStreaming(CHAT);
    assertThat(stream.subscribe(chunks::add, Runnable::run)).isSameAs(stream);

    assertThatThrownBy(() -> stream.subscribe(chunk -> {}))
        .isInstanceOf(IllegalStateException.class);
    stream.onCompleteFuture().join();
    assertThat(chunks).hasSize(5);
    assertThat(stream.onCompleteFuture()).isSameAs(stream.onCompleteFuture());
    assertThat(span()).hasStatus(StatusCode.OK);
  }
}
