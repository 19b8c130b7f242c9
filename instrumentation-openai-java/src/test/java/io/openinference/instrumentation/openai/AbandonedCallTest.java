// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.AsyncCalls.join;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.services.blocking.chat.ChatCompletionService;
import io.openinference.testing.Garbage;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Iterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that the application neither reads to the end nor closes, and those that it still may. */
class AbandonedCallTest extends AbstractOpenAITest {

  private final ChatCompletionService completions = wrapped.chat().completions();
  private final SseStream events = SseStream.create();

  @BeforeEach
  void beginStream() {
    answer(StubResponse.sse(events));
    events.emit(CHAT_CHUNKS[0]).emit(CHAT_CHUNKS[1]);
  }

  private static void awaitSpan() {
    Garbage.collectUntil(() -> !telemetry.spans().isEmpty());
  }

  private static void readTwo(Iterator<ChatCompletionChunk> chunks) {
    chunks.next();
    chunks.next();
  }

  @Test
  void abandonedStream() {
    readTwo(completions.createStreaming(CHAT).stream().iterator());

    awaitSpan();

    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void abandonedStreamOfARawResponse() {
    readTwo(completions.withRawResponse().createStreaming(CHAT).parse().stream().iterator());

    awaitSpan();

    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void abandonedStreamThatWasNeverRead() {
    completions.createStreaming(CHAT);

    awaitSpan();

    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void abandonedRawResponse() {
    completions.withRawResponse().createStreaming(CHAT);

    awaitSpan();

    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void abandonedRawResponseOfAnAsyncCall() {
    join(wrapped.async().chat().completions().withRawResponse().createStreaming(CHAT));

    awaitSpan();

    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void abandonedBody() throws IOException {
    readBegin(completions.withRawResponse().createStreaming(CHAT).body());

    awaitSpan();

    assertThat(span()).hasStatus(StatusCode.OK);
  }

  private static void readBegin(InputStream body) throws IOException {
    assertThat(body.readNBytes(5)).hasSize(5);
  }

  @Test
  void abandonedAsyncStreamThatWasNeverSubscribed() {
    wrapped.async().chat().completions().createStreaming(CHAT);

    awaitSpan();

    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void iteratorKeepsTheStreamOpen() {
    Iterator<ChatCompletionChunk> chunks = completions.createStreaming(CHAT).stream().iterator();

    assertGoesOn(chunks);
  }

  @Test
  void parsedStreamOutlivesTheRawResponse() {
    Iterator<ChatCompletionChunk> chunks =
        completions.withRawResponse().createStreaming(CHAT).parse().stream().iterator();

    assertGoesOn(chunks);
  }

  /** Reads on after the garbage was collected. */
  private void assertGoesOn(Iterator<ChatCompletionChunk> chunks) {
    readTwo(chunks);
    Garbage.collect();
    assertThat(telemetry.spans()).isEmpty();
    events.emit(CHAT_CHUNKS[2]).end();
    assertThat(chunks).toIterable().hasSize(1);
    Reference.reachabilityFence(chunks);
    SampleExchanges.chatStream("Paris.")
        .output(SampleExchanges.partialChatOutput("Paris."))
        .verify(span());
  }

  @Test
  void bodyOutlivesTheRawResponse() throws IOException {
    InputStream body = completions.withRawResponse().createStreaming(CHAT).body();
    readBegin(body);

    Garbage.collect();

    assertThat(telemetry.spans()).isEmpty();
    events.emit(CHAT_CHUNKS[2]).end();
    assertThat(body.readAllBytes()).isNotEmpty();
    assertThat(span().getAttributes().asMap().values()).contains("Paris.");
  }

  @Test
  void asyncStreamThatIsHeldStaysOpen() {
    AsyncStreamResponse<ChatCompletionChunk> stream =
        wrapped.async().chat().completions().createStreaming(CHAT);

    Garbage.collect();

    assertThat(telemetry.spans()).isEmpty();
    stream.close();
    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void streamThatIsHeldStaysOpen() {
    try (StreamResponse<ChatCompletionChunk> stream = completions.createStreaming(CHAT);
        HttpResponse response = completions.withRawResponse().createStreaming(CHAT)) {
      Garbage.collect();

      assertThat(telemetry.spans()).isEmpty();
      Reference.reachabilityFence(stream);
      Reference.reachabilityFence(response);
    }
    assertThat(telemetry.spans()).hasSize(2);
  }
}
