// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.Span;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Applications read a sync stream as a {@code java.util.stream.Stream}. */
class SyncStreamTest extends AbstractOpenAITest {

  private static StreamResponse<ChatCompletionChunk> createStreaming(OpenAIClient client) {
    return client.chat().completions().createStreaming(CHAT);
  }

  /** Gives what the function makes of the chunks of both clients, which must be equal. */
  private <R> R sameOfBoth(Function<Stream<ChatCompletionChunk>, R> function) {
    answer(StubResponse.sse(CHAT_CHUNKS));
    try (StreamResponse<ChatCompletionChunk> expected = createStreaming(unwrapped);
        StreamResponse<ChatCompletionChunk> actual = createStreaming(wrapped)) {
      R result = function.apply(actual.stream());
      assertThat(result).isEqualTo(function.apply(expected.stream()));
      return result;
    }
  }

  @Test
  void limit() {
    List<?> read = sameOfBoth(chunks -> chunks.limit(2).toList());

    assertThat(read).hasSize(2);
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void findFirst() {
    Optional<?> read = sameOfBoth(Stream::findFirst);

    assertThat(read).isPresent();
    SampleExchanges.emptyChatStream().verify(span());
  }

  @Test
  void pipeline() {
    String text =
        sameOfBoth(
            chunks ->
                chunks
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining()));

    assertThat(text).isEqualTo("Paris.");
    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void parallelPipeline() {
    List<?> ids = sameOfBoth(chunks -> chunks.parallel().map(ChatCompletionChunk::id).toList());

    assertThat(ids).hasSize(5);
    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void spanEndsWithTheLastChunkNotWithClose() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    try (StreamResponse<ChatCompletionChunk> response = createStreaming(wrapped)) {
      assertThat(response.stream()).hasSize(5);

      SampleExchanges.wholeChatStream().verify(span());
    }
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void spanEndsWhenTheStreamIsClosedInsteadOfTheResponse() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    StreamResponse<ChatCompletionChunk> response = createStreaming(wrapped);

    try (Stream<ChatCompletionChunk> chunks = response.stream()) {
      assertThat(chunks.limit(2)).hasSize(2);
    }

    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
    response.close();
  }

  @Test
  void chunksComeAsTheServerSendsThem() {
    SseStream events = SseStream.create();
    answer(StubResponse.sse(events));

    try (StreamResponse<ChatCompletionChunk> response = createStreaming(wrapped)) {
      Iterator<ChatCompletionChunk> chunks = response.stream().iterator();
      for (String chunk : List.of(CHAT_CHUNKS[0], CHAT_CHUNKS[1])) {
        events.emit(chunk);
        assertThat(chunks.next().id()).isEqualTo("chatcmpl-1");
      }
      events.end();
      assertThat(chunks.hasNext()).isFalse();
      assertThat(chunks.hasNext()).isFalse();
    }

    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void streamIsReadOnceAsWithoutUs() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    for (OpenAIClient client : List.of(unwrapped, wrapped)) {
      try (StreamResponse<ChatCompletionChunk> response = createStreaming(client)) {
        assertThat(response.stream()).hasSize(5);
        assertThatThrownBy(() -> response.stream().toList())
            .isInstanceOf(IllegalStateException.class);
      }
    }

    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void readerIsNotInsideTheSpan() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    try (StreamResponse<ChatCompletionChunk> response = createStreaming(wrapped)) {
      assertThat(response.stream())
          .allSatisfy(chunk -> assertThat(Span.current().getSpanContext().isValid()).isFalse());
    }
  }
}
