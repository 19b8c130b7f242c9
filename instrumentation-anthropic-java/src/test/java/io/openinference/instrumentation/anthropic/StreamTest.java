// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams, through each door and in each of the ways to read them. */
class StreamTest {

  abstract static class AbstractStreamTest extends AbstractAnthropicTest {

    static List<Scenario> scenarios() {
      return Scenarios.all().stream()
          .filter(scenario -> !scenario.toString().startsWith("malformed"))
          .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sync(Scenario scenario) {
      verify(
          scenario,
          "messages.stream",
          (client, json) -> count(client.messages().createStreaming(Params.of(json))));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void async(Scenario scenario) {
      verify(
          scenario,
          "messages.stream",
          (client, json) -> count(client.async().messages().createStreaming(Params.of(json))));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void raw(Scenario scenario) {
      verify(
          scenario,
          "messages.stream",
          (client, json) -> {
            try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                client.messages().withRawResponse().createStreaming(Params.of(json))) {
              return count(response.parse());
            }
          });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void rawBytes(Scenario scenario) {
      verify(
          scenario,
          "messages.stream",
          (client, json) -> {
            try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                client.messages().withRawResponse().createStreaming(Params.of(json))) {
              String text = new String(response.body().readAllBytes());
              return (int) text.lines().filter(line -> line.startsWith("data:")).count();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void beta(Scenario scenario) {
      verify(
          scenario,
          "beta.messages.stream",
          (client, json) -> count(client.beta().messages().createStreaming(Params.beta(json))));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void asyncBeta(Scenario scenario) {
      verify(
          scenario,
          "beta.messages.stream",
          (client, json) ->
              count(client.async().beta().messages().createStreaming(Params.beta(json))));
    }

    private void verify(
        Scenario scenario, String spanName, BiFunction<AnthropicClient, String, Integer> call) {
      String[] events = Events.of(scenario.answer());
      answerStream(events);

      assertThat(call.apply(client, scenario.request())).isEqualTo(events.length);

      scenario.verify(telemetry.awaitSpans(1).get(0), spanName);
      if (scenario.answer().contains("Oslo")) {
        assertThat(span()).hasEvent("First Token Stream Event").hasStatus(StatusCode.OK);
      }
    }

    private static int count(StreamResponse<?> response) {
      try (response) {
        return (int) response.stream().count();
      }
    }

    private static int count(AsyncStreamResponse<?> response) {
      AtomicInteger count = new AtomicInteger();
      response.subscribe(event -> count.incrementAndGet()).onCompleteFuture().join();
      return count.get();
    }

    @Test
    void streamThatIsClosedEarlyKeepsWhatHasArrived() {
      answerStream(Events.of(Scenario.ANSWER));

      try (StreamResponse<RawMessageStreamEvent> response =
          client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
        Iterator<RawMessageStreamEvent> events = response.stream().iterator();
        for (int i = 0; i < 3; i++) {
          events.next();
        }
      }

      assertThat(span())
          .hasName("messages.stream")
          .hasAttribute("llm.output_messages.0.message.content", "I")
          .hasAttribute("llm.token_count.prompt", 10L);
    }

    @Test
    void abandonedStreamEndsWithTheGarbage() {
      SseStream stream = SseStream.create();
      server.handler(request -> StubResponse.sse(stream));
      begin(stream);

      for (int i = 0; i < 100 && telemetry.spans().isEmpty(); i++) {
        System.gc();
        pause();
      }

      assertThat(telemetry.awaitSpans(1).get(0))
          .hasAttribute("llm.output_messages.0.message.content", "In Oslo.");
      stream.end();
    }

    private void begin(SseStream stream) {
      String[] events = Events.of(Scenario.ANSWER);
      for (int i = 0; i < 4; i++) {
        stream.emit(Json.tree(events[i]).path("type").asText(), events[i]);
      }
      StreamResponse<RawMessageStreamEvent> response =
          client.messages().createStreaming(Params.of(Scenario.REQUEST));
      Iterator<RawMessageStreamEvent> read = response.stream().iterator();
      for (int i = 0; i < 4; i++) {
        read.next();
      }
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void errorInTheMiddle() {
      String[] events = Events.of(Scenario.ANSWER);
      String error =
          "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Busy\"}}";
      answerStream(events[0], events[1], events[2], events[3], error);

      Throwable failure =
          catchThrowable(
              () -> count(client.messages().createStreaming(Params.of(Scenario.REQUEST))));

      assertThat(failure).isNotNull();
      assertThat(span())
          .hasStatus(StatusCode.ERROR)
          .hasAttribute("llm.output_messages.0.message.content", "In Oslo.")
          .hasException(failure.getClass());
    }

    @Test
    void errorAmongRawBytes() throws IOException {
      String[] events = Events.of(Scenario.ANSWER);
      answerStream(
          events[0],
          "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Busy\"}}");

      try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
          client.messages().withRawResponse().createStreaming(Params.of(Scenario.REQUEST))) {
        response.body().readAllBytes();
      }

      assertThat(span()).hasStatus(StatusCode.ERROR).hasStatusDescription("overloaded_error: Busy");
    }

    @Test
    void consumerThatThrows() {
      answerStream(Events.of(Scenario.ANSWER));

      assertThatThrownBy(
              () -> {
                try (StreamResponse<RawMessageStreamEvent> response =
                    client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
                  response.stream()
                      .forEach(
                          event -> {
                            throw new IllegalStateException("of the application");
                          });
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("of the application");

      assertThat(span()).hasName("messages.stream");
    }

    @Test
    void asyncConsumerThatThrows() {
      answerStream(Events.of(Scenario.ANSWER));

      assertThatThrownBy(
              () ->
                  client
                      .async()
                      .messages()
                      .createStreaming(Params.of(Scenario.REQUEST))
                      .subscribe(
                          event -> {
                            throw new IllegalStateException("of the application");
                          })
                      .onCompleteFuture()
                      .join())
          .isInstanceOf(CompletionException.class);

      assertThat(telemetry.awaitSpans(1).get(0)).hasName("messages.stream");
    }

    @Test
    void asyncHandlerSeesTheContextOfTheCaller() {
      answerStream(Events.of(Scenario.ANSWER));
      AtomicReference<Span> seen = new AtomicReference<>();
      Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();

      try (Scope ignored = caller.makeCurrent()) {
        client
            .async()
            .messages()
            .createStreaming(Params.of(Scenario.REQUEST))
            .subscribe(event -> seen.set(Span.current()))
            .onCompleteFuture()
            .join();
      }
      caller.end();

      assertThat(seen.get().getSpanContext()).isEqualTo(caller.getSpanContext());
    }

    @Test
    void asyncStreamThatNobodyReads() {
      answerStream(Events.of(Scenario.ANSWER));

      client.async().messages().createStreaming(Params.of(Scenario.REQUEST)).close();

      assertThat(telemetry.awaitSpans(1).get(0)).hasName("messages.stream");
    }

    @Test
    void brokenConnection() {
      SseStream stream = SseStream.create();
      server.handler(request -> StubResponse.sse(stream));
      String[] events = Events.of(Scenario.ANSWER);
      for (int i = 0; i < 4; i++) {
        stream.emit(Json.tree(events[i]).path("type").asText(), events[i]);
      }
      stream.abort();

      Throwable failure =
          catchThrowable(
              () -> count(client.messages().createStreaming(Params.of(Scenario.REQUEST))));

      assertThat(failure).isNotNull();
      assertThat(span())
          .hasStatus(StatusCode.ERROR)
          .hasAttribute("llm.output_messages.0.message.content", "In Oslo.");
    }
  }

  @Nested
  class Wrapped extends AbstractStreamTest {}

  @Nested
  class Instrumented extends AbstractStreamTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractStreamTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
