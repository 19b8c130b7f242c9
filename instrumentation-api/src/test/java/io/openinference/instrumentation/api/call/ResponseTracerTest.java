// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Responses of a library that does not exist, of a release with a method that nobody knows. */
class ResponseTracerTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final ResponseTracer<Raw> tracer =
      new ResponseTracer<>(
          Raw.class,
          raw -> 200,
          raw -> List.of("application/json"),
          Parsable.class,
          Events.class,
          Pushed.class,
          stream -> ((Pushed) stream).onCompleteFuture());

  private final CompletableFuture<Void> completion = new CompletableFuture<>();

  @Test
  void passesMethodsOfNewerReleasesToTheResponse() {
    Raw raw = traced(Raw.class, new Answer());
    assertThat(raw.newer("x")).isEqualTo("new x");
    assertThat(raw).isNotInstanceOf(Parsable.class).isEqualTo(raw).isNotEqualTo(new Answer());
    raw.close();
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void recordsTheBodyThatTheApplicationReads() throws IOException {
    Raw raw = traced(Raw.class, new Answer());
    assertThat(raw.body().readAllBytes()).asString().isEqualTo("{\"a\":1}");
    assertThat(telemetry.spans()).hasSize(1);
    assertThat(telemetry.spans().get(0).getAttributes().asMap().toString()).contains("{\"a\":1}");
  }

  @Test
  void endsWithTheParsedResponse() {
    Parsable parsable = traced(Parsable.class, new ParsableAnswer(Map.of("a", 1)));
    assertThat(parsable.parse()).isEqualTo(Map.of("a", 1));
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void givesTheSameStreamAtEachParsing() {
    Events events = () -> Stream.of(Map.of("a", 1));
    Parsable parsable = traced(Parsable.class, new ParsableAnswer(events));
    Object parsed = parsable.parse();
    assertThat(parsed).isSameAs(parsable.parse()).isInstanceOf(Events.class);
    assertThat(telemetry.spans()).isEmpty();
    assertThat(((Events) parsed).stream().count()).isEqualTo(1);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void exceptionOfTheHandlerPassesUnchanged() {
    Exception thrown = new Exception("The application's own");
    Library library = new Library();
    Pushed pushed = traced(Pushed.class, library);
    assertThat(pushed.subscribe(new Failing(thrown))).isSameAs(pushed);

    assertThatThrownBy(() -> library.handler.onNext(Map.of("a", 1))).isSameAs(thrown);
    completion.completeExceptionally(thrown);
    assertThat(pushed.onCompleteFuture()).isCompletedExceptionally();
    assertThat(telemetry.spans()).hasSize(1);
    assertThat(telemetry.spans().get(0).getEvents()).isEmpty();
  }

  private <T> T traced(Class<T> type, Object response) {
    Call operation = new Call();
    ToolSpan span =
        operation
            .spanBuilder(OpenInferenceTracer.create(telemetry.openTelemetry()), null)
            .startSpan(Context.root());
    ContentMask mask =
        new ContentMask(TraceConfig.builder().build(), (object, name) -> MessageField.TEXT);
    TelemetryGuard guard = TelemetryGuard.forLibrary("alike", ResponseTracerTest.class);
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, MapReader::new, guard);
    return type.cast(tracer.trace(response, call));
  }

  interface Raw {
    InputStream body();

    String newer(String argument);

    void close();
  }

  interface Parsable extends Raw {
    Object parse();
  }

  interface Events {
    Stream<?> stream();
  }

  interface Handler {
    void onNext(Object event) throws Exception;

    void onComplete(Optional<Throwable> failure);
  }

  interface Pushed {
    Pushed subscribe(Handler handler);

    CompletableFuture<Void> onCompleteFuture();
  }

  private static class Answer implements Raw {
    @Override
    public InputStream body() {
      return new ByteArrayInputStream(
          "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public String newer(String argument) {
      return "new " + argument;
    }

    @Override
    public void close() {}
  }

  private static final class ParsableAnswer extends Answer implements Parsable {

    private final Object parsed;

    ParsableAnswer(Object parsed) {
      this.parsed = parsed;
    }

    @Override
    public Object parse() {
      return parsed;
    }
  }

  private record Failing(Exception thrown) implements Handler {
    @Override
    public void onNext(Object event) throws Exception {
      throw thrown;
    }

    @Override
    public void onComplete(Optional<Throwable> failure) {}
  }

  private final class Library implements Pushed {

    private Handler handler = new Failing(new Exception("Nobody has subscribed"));

    @Override
    public Pushed subscribe(Handler given) {
      handler = given;
      return this;
    }

    @Override
    public CompletableFuture<Void> onCompleteFuture() {
      return completion;
    }
  }

  private static final class Call extends JsonOperation<ToolSpan> {

    Call() {
      super(
          OpenInferenceSpanKind.TOOL,
          BodyShape.builder().details("a").build(),
          spans -> spans.tool("call"));
    }

    @Override
    public StreamAccumulator accumulator(
        io.openinference.instrumentation.api.ContentBudget budget) {
      return new StreamAccumulator() {
        @Override
        public boolean add(Map<String, ?> event) {
          return false;
        }

        @Override
        public Map<String, ?> response() {
          return Map.of();
        }
      };
    }
  }

  private static final class MapReader implements ModelReader {

    @Override
    public WireBody read(Object model) {
      return new WireBody(toMap(model));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, ?> toMap(Object model) {
      return (Map<String, ?>) model;
    }
  }
}
