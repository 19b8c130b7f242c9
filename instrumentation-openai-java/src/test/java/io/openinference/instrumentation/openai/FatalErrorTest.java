// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.instrumentation.openai.SampleExchanges.chatWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.services.async.chat.ChatCompletionServiceAsync;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CountingText;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Errors that the guard lets through, after which nobody may wait for ever. */
class FatalErrorTest extends AbstractOpenAITest {

  private final OpenTelemetry fatalAtEnd =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new FatalEnd()).build())
          .build();
  private final ChatCompletionServiceAsync completions =
      OpenAIInstrumentor.create(fatalAtEnd).wrap(unwrapped).async().chat().completions();

  @Test
  void futureCompletes() {
    answer(StubResponse.json(CHAT_ANSWER));

    assertThat(completions.create(CHAT).orTimeout(30, TimeUnit.SECONDS).join())
        .isEqualTo(unwrapped.chat().completions().create(CHAT));
  }

  @Test
  void futureFails() {
    answer(StubResponse.json(401, "{}"));

    assertThatThrownBy(() -> completions.create(CHAT).orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OpenAIException.class);
  }

  @Test
  void asyncStreamCompletes() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    List<Optional<Throwable>> completions = new ArrayList<>();

    AsyncStreamResponse<ChatCompletionChunk> stream = this.completions.createStreaming(CHAT);
    stream.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(ChatCompletionChunk chunk) {
            chunks.add(chunk);
          }

          @Override
          public void onComplete(Optional<Throwable> failure) {
            completions.add(failure);
          }
        });
    stream.onCompleteFuture().join();

    assertThat(chunks).hasSize(5);
    assertThat(completions).containsExactly(Optional.empty());
  }

  @Test
  void asyncStreamClosedUnread() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    AsyncStreamResponse<ChatCompletionChunk> stream = completions.createStreaming(CHAT);
    stream.close();

    assertThat(stream.onCompleteFuture()).isDone();
  }

  @Test
  void spanOfARequestWhoseReadingIsFatalEnds() {
    InternalError fatal = new InternalError("fatal");
    CountingText text =
        new CountingText(
            count -> {
              throw fatal;
            });

    assertThatThrownBy(() -> wrapped.chat().completions().create(chatWith(text))).isSameAs(fatal);

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(server.requests()).isEmpty();
  }

  private static final class FatalEnd implements SpanProcessor {

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      throw new InternalError("fatal");
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
