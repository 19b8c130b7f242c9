// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.errors.UnauthorizedException;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of calls that stream, for each way of calling. */
abstract class AbstractStreamTest extends AbstractOpenAITest {

  abstract OpenAIStreams streams(OpenAIClient client);

  /** Makes the call with both clients, and asserts that the application sees no difference. */
  private Outcome call(StreamingCall call) {
    Outcome expected = Outcome.ofMany(seen -> call.make(streams(unwrapped), seen));
    Outcome actual = Outcome.ofMany(seen -> call.make(streams(wrapped), seen));
    assertThat(actual).isEqualTo(expected);
    assertSameRequests();
    return actual;
  }

  private static Predicate<Object> all(Consumer<Object> seen) {
    return event -> {
      seen.accept(event);
      return true;
    };
  }

  private static Predicate<Object> first(int count, Consumer<Object> seen) {
    AtomicInteger left = new AtomicInteger(count);
    return event -> {
      seen.accept(event);
      return left.decrementAndGet() > 0;
    };
  }

  @Test
  void stream() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(outcome.values()).hasSize(5);
    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void completionStream() {
    answer(StubResponse.sse(SampleExchanges.COMPLETION_CHUNKS));

    call((streams, seen) -> streams.completion(SampleExchanges.COMPLETION, all(seen)));

    SampleExchanges.completionStream().verify(span());
  }

  @Test
  void responseStream() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));

    call((streams, seen) -> streams.response(SampleExchanges.RESPONSE, all(seen)));

    SampleExchanges.responseStream().verify(span());
  }

  @Test
  void stopEarlyAndClose() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, first(2, seen)));

    assertThat(outcome.values()).hasSize(2);
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void responseStreamCancelled() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));

    Outcome outcome =
        call((streams, seen) -> streams.response(SampleExchanges.RESPONSE, first(4, seen)));

    assertThat(outcome.values()).hasSize(4);
    assertThat(span())
        .hasName("Response")
        .hasStatus(StatusCode.OK)
        .hasEvent(ExpectedSpan.FIRST_TOKEN)
        .hasAttribute("llm.model_name", "gpt-4o-2024-08-06");
    assertThat(span().getAttributes().asMap().values()).contains("Par");
  }

  @Test
  void errorMidStream() {
    String error =
        "{\"error\": {\"message\": \"overloaded\", \"type\": \"server_error\", \"code\": null}}";
    answer(StubResponse.sse(CHAT_CHUNKS[0], CHAT_CHUNKS[1], error));

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(outcome.values()).hasSize(2);
    assertThat(outcome.failure()).contains("com.openai.errors.SseException");
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .failed()
        .verify(span());
    assertThat(span()).hasException("com.openai.errors.SseException");
  }

  @Test
  void connectionLostMidStream() {
    server.handler(
        request -> {
          SseStream stream = SseStream.create();
          stream.emit(CHAT_CHUNKS[0]).emit(CHAT_CHUNKS[1]).abort();
          return StubResponse.sse(stream);
        });

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(outcome.failure()).contains("com.openai.errors.OpenAIIoException");
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .failed()
        .verify(span());
  }

  @Test
  void consumerThrows() {
    answer(StubResponse.sse(CHAT_CHUNKS));
    Predicate<Object> consumer =
        event -> {
          throw new IllegalStateException("the application's own");
        };

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, consumer));

    assertThat(outcome.failure())
        .isEqualTo("java.lang.IllegalStateException: the application's own");
    SampleExchanges.emptyChatStream().verify(span());
  }

  @Test
  void usageOnEveryChunk() {
    String usage =
        ", \"usage\": {\"prompt_tokens\": 20, \"completion_tokens\": %d, \"total_tokens\": %d}}";
    String[] chunks =
        Stream.of(0, 1, 2, 3)
            .map(i -> CHAT_CHUNKS[i].strip().replaceAll("}$", "") + usage.formatted(i, 20 + i))
            .toArray(String[]::new);
    answer(StubResponse.sse(chunks));

    call((streams, seen) -> streams.chat(CHAT, all(seen)));

    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void reasoningContent() {
    answer(
        StubResponse.sse(
            SampleExchanges.chunk(
                "[{\"index\": 0, \"delta\": {\"role\": \"assistant\","
                    + " \"reasoning_content\": \"France, \"}}]"),
            SampleExchanges.chunk(
                "[{\"index\": 0, \"delta\": {\"reasoning_content\": \"so its capital.\"}}]"),
            CHAT_CHUNKS[1],
            CHAT_CHUNKS[2]));

    call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(span()).hasStatus(StatusCode.OK).hasEvent(ExpectedSpan.FIRST_TOKEN);
    assertThat(span().getAttributes().asMap().values())
        .contains("France, so its capital.", "Paris.");
  }

  @Test
  void malformedChunkNeverBreaksTheApplication() {
    answer(
        StubResponse.sse(
            CHAT_CHUNKS[0],
            "{\"id\": [], \"choices\": {\"delta\": 1}, \"usage\": \"none\"}",
            "{\"choices\": [null, {\"index\": \"x\", \"delta\": []}]}",
            CHAT_CHUNKS[1],
            CHAT_CHUNKS[2]));

    Outcome outcome = call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(outcome.values()).hasSize(5);
    assertThat(span()).hasStatus(StatusCode.OK);
    assertThat(span().getAttributes().asMap().values()).contains("Paris.");
  }

  @Test
  void streamWithoutEvents() {
    answer(StubResponse.sse("[DONE]"));

    call((streams, seen) -> streams.chat(CHAT, all(seen)));

    SampleExchanges.chatStreamRequest().verify(span());
  }

  @Test
  void typed401() {
    answer(StubResponse.json(401, "{\"error\": {\"message\": \"Incorrect API key\"}}"));

    call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(catchThrowable(() -> streams(unwrapped).chat(CHAT, event -> true)))
        .isInstanceOf(UnauthorizedException.class);
    SampleExchanges.chatStreamRequest().failed().verify(span());
    assertThat(span()).hasException(UnauthorizedException.class);
  }

  @Test
  void firstTokenIsTheFirstContent() {
    answer(StubResponse.sse(CHAT_CHUNKS[0], CHAT_CHUNKS[3]));

    call((streams, seen) -> streams.chat(CHAT, all(seen)));

    assertThat(span()).hasNoEvents();
  }

  @Test
  void suppressedStreamMakesNoSpan() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    try (Scope ignored = OpenInference.suppressTracing()) {
      call((streams, seen) -> streams.chat(CHAT, all(seen)));
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @FunctionalInterface
  interface StreamingCall {
    void make(OpenAIStreams streams, Consumer<Object> seen);
  }
}
