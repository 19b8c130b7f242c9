// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams, through each door and in each of the ways to read them. */
class StreamTest {

  abstract static class AbstractStreamTest extends AbstractAnthropicTest {

    private static final List<Scenario> ALL =
        Stream.concat(Scenarios.all().stream(), Streams.all().stream())
            .filter(scenario -> !scenario.toString().startsWith("malformed"))
            .toList();
    private static final List<Scenario> OF_EACH_SHAPE = Shapes.ofStreams(ALL);

    private List<Scenario> inEachBuild(StreamForm form) {
      return form.isMain() && door() == Door.WRAP ? ALL : OF_EACH_SHAPE;
    }

    Stream<Arguments> someStreams() {
      return Stream.of(StreamForm.values())
          .flatMap(form -> inEachBuild(form).stream().map(scenario -> arguments(form, scenario)));
    }

    Stream<Arguments> otherStreams() {
      return Stream.of(StreamForm.values())
          .flatMap(
              form ->
                  ALL.stream()
                      .filter(scenario -> !inEachBuild(form).contains(scenario))
                      .map(scenario -> arguments(form, scenario)));
    }

    /** The application must get the same events. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("someStreams")
    void aStream(StreamForm form, Scenario scenario) {
      String[] events = scenario.events();
      answerStream(events);

      List<String> seen = inScopes(() -> form.call(client, scenario.request()));

      scenario.inScopes().verify(telemetry.awaitSpans(1).get(0), form.spanName());
      assertThat(seen.stream().map(Json::tree))
          .containsExactlyElementsOf(Stream.of(events).map(Json::tree).toList());
    }

    @Tag("full")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("otherStreams")
    void anotherStream(StreamForm form, Scenario scenario) {
      aStream(form, scenario);
    }

    /** What is known of a stream of which only some events were read. */
    private static Scenario cut(String text, long output) {
      return Scenario.of("cut")
          .onlyAnswer(
              """
              {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
               "content": [{"type": "text", "text": "%s"}], "usage": {"input_tokens": 10, "output_tokens": %d}}
              """
                  .formatted(text, output))
          .out("content = " + text)
          .tokens(10, output)
          .hasNot("llm.finish_reason");
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

      cut("I", 0).verify(span(), "messages.stream");
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

      cut("In Oslo.", 0).verify(telemetry.awaitSpans(1).get(0), "messages.stream");
      stream.end();
    }

    private void begin(SseStream stream) {
      emitFour(stream);
      StreamResponse<RawMessageStreamEvent> response =
          client.messages().createStreaming(Params.of(Scenario.REQUEST));
      Iterator<RawMessageStreamEvent> read = response.stream().iterator();
      for (int i = 0; i < 4; i++) {
        read.next();
      }
    }

    private static void emitFour(SseStream stream) {
      String[] events = Events.of(Scenario.ANSWER);
      for (int i = 0; i < 4; i++) {
        stream.emit(Json.tree(events[i]).path("type").asText(), events[i]);
      }
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private static final String BUSY =
        "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Busy\"}}";

    private void answerWithError() {
      String[] events = Events.of(Scenario.ANSWER);
      answerStream(events[0], events[1], events[2], events[3], BUSY);
    }

    @Test
    void errorInTheMiddle() {
      answerWithError();

      Throwable failure =
          catchThrowable(
              () ->
                  StreamForm.read(client.messages().createStreaming(Params.of(Scenario.REQUEST))));

      assertThat(failure).isInstanceOf(AnthropicServiceException.class);
      cut("In Oslo.", 0).fails(failure).verify(span(), "messages.stream");
    }

    @Test
    void errorInTheMiddleOfAnAsyncBetaStream() {
      answerWithError();

      Throwable failure =
          catchThrowable(
                  () ->
                      StreamForm.read(
                          client
                              .async()
                              .beta()
                              .messages()
                              .createStreaming(Params.beta(Scenario.REQUEST))))
              .getCause();

      assertThat(failure).isInstanceOf(AnthropicServiceException.class);
      cut("In Oslo.", 0)
          .fails(failure)
          .verify(telemetry.awaitSpans(1).get(0), "beta.messages.stream");
    }

    @Test
    void errorAmongRawBytes() throws IOException {
      answerWithError();

      try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
          client.messages().withRawResponse().createStreaming(Params.of(Scenario.REQUEST))) {
        response.body().readAllBytes();
      }

      Scenario cut = cut("In Oslo.", 0);
      cut.answer("{\"error\": {\"type\": \"overloaded_error\", \"message\": \"Busy\"}}")
          .fails("overloaded_error: Busy")
          .verify(span(), "messages.stream");
    }

    @Test
    void consumerThatThrows() {
      answerStream(Events.of(Scenario.ANSWER));

      assertThatThrownBy(
              () -> {
                try (StreamResponse<RawMessageStreamEvent> response =
                    client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
                  response.stream().forEach(StreamTest::failOnText);
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("of the application");

      cut("I", 0).verify(span(), "messages.stream");
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
                      .subscribe(StreamTest::failOnText)
                      .onCompleteFuture()
                      .join())
          .isInstanceOf(CompletionException.class);

      cut("I", 0).verify(telemetry.awaitSpans(1).get(0), "messages.stream");
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

      Scenario.of("unread").noAnswer().verify(telemetry.awaitSpans(1).get(0), "messages.stream");
    }

    @Test
    void asyncStreamThatNobodyReadsOrCloses() {
      answerStream(Events.of(Scenario.ANSWER));

      client.async().messages().createStreaming(Params.of(Scenario.REQUEST));
      for (int i = 0; i < 100 && telemetry.spans().isEmpty(); i++) {
        System.gc();
        pause();
      }

      Scenario.of("dropped").noAnswer().verify(telemetry.awaitSpans(1).get(0), "messages.stream");
    }

    @Test
    void brokenConnection() {
      SseStream stream = SseStream.create();
      server.handler(request -> StubResponse.sse(stream));
      emitFour(stream);
      stream.abort();

      Throwable failure =
          catchThrowable(
              () ->
                  StreamForm.read(client.messages().createStreaming(Params.of(Scenario.REQUEST))));

      assertThat(failure).isNotNull();
      cut("In Oslo.", 0).fails(failure).verify(span(), "messages.stream");
    }
  }

  private static void failOnText(RawMessageStreamEvent event) {
    if (event.isContentBlockDelta()) {
      throw new IllegalStateException("of the application");
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
