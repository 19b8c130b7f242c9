// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.MessageField;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmSystem;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a library that does not exist: its models are maps, its streams bring words. */
class CallRecorderTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static final ContentMask MASK =
      new ContentMask(TraceConfig.builder().build(), (object, name) -> MessageField.TEXT);

  private final TelemetryGuard guard = TelemetryGuard.forLibrary("words", CallRecorderTest.class);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void recordsServerSentEventsHoweverTheirBytesAreCut(int size) throws IOException {
    String body =
        """
        event: word\r
        data: {"word":"Grüße"}\r
        \r
        : a comment
        data: {"word":
        data: "dich"}

        data: no JSON

        data: [DONE]

        """;

    OpenResult open = new OpenResult(recorder());
    InputStream stream =
        TracingBody.of(new ByteArrayInputStream(body.getBytes(UTF_8)), () -> EVENTS, open);
    byte[] bytes = new byte[size];
    while (stream.read(bytes) >= 0) {
      // The span records what the application reads.
    }

    assertThat(attribute("output.value")).isEqualTo("{\"words\":\"Grüße dich \"}");
    assertThat(span().getEvents())
        .extracting(EventData::getName)
        .containsExactly("First Token Stream Event");
  }

  @Test
  void recordsTheLastEventOfAStreamThatBreaksOff() throws IOException {
    OpenResult open = new OpenResult(recorder());
    String body = "data: {\"word\":\"one\"}\n\ndata: {\"word\":\"two\"}";
    InputStream stream =
        TracingBody.of(new ByteArrayInputStream(body.getBytes(UTF_8)), () -> EVENTS, open);
    stream.readNBytes(1000);
    stream.close();

    assertThat(attribute("output.value")).isEqualTo("{\"words\":\"one two \"}");
  }

  @Test
  void leavesOutAnEventThatIsTooLongAndGoesOn() {
    StringBuilder events = new StringBuilder();
    try (ContentBudget budget = ContentBudget.open()) {
      ServerSentEvents body = new ServerSentEvents(events::append, 20, budget);
      byte[] bytes = "data: 1\n\ndata: a line of more than 20 bytes\n\ndata: 2\n\n".getBytes(UTF_8);
      body.accept(bytes, 0, bytes.length);
      body.finish();
    }

    assertThat(events).hasToString(" 1\n 2\n");
  }

  @Test
  void recordsEventsThatTheLibraryHasParsed() {
    CallRecorder<?> call = recorder();
    call.recordEvent(Map.of("word", "one"));
    call.recordEventData("{\"word\":\"two\"}");
    call.end();

    assertThat(attribute("output.value")).isEqualTo("{\"words\":\"one two \"}");
  }

  @Test
  void endsTheSpanOnceAndRecordsNothingAfterwards() {
    CallRecorder<?> call = recorder();
    call.end();
    call.recordResponse(Map.of("word", "late"));
    call.recordEvent(Map.of("word", "late"));
    call.fail(new IllegalStateException("late"));

    assertThat(attribute("output.value")).isNull();
    assertThat(span().getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
  }

  @Test
  void goesOnWhereModelsCannotBeRead() {
    CallRecorder<?> call =
        recorder(
            LlmSystem.COHERE,
            () -> {
              throw new NoClassDefFoundError("com/example/Mapper");
            });
    call.recordRequest(() -> request("{\"model\":\"m\"}"));
    call.recordResponse(Map.of("word", "Hi"));
    call.recordEvent(Map.of("word", "Hi"));
    call.end();

    assertThat(attribute("llm.model_name")).isEqualTo("m");
    assertThat(attribute("output.value")).isNull();
  }

  @Test
  void recordsTheSystemOfTheApiUnlessTheModelTellsAnother() {
    record(LlmSystem.COHERE, "{\"model\":\"house-special\"}");
    assertThat(attribute("llm.system")).isEqualTo("cohere");
    telemetry.clear();

    record(LlmSystem.COHERE, "{\"model\":\"claude-3-opus\"}");
    assertThat(attribute("llm.system")).isEqualTo("anthropic");
    telemetry.clear();

    record(null, "{\"model\":\"house-special\"}");
    assertThat(attribute("llm.system")).isNull();
  }

  @Test
  void completesAFutureWithWhatTheTracerReturnsAndFailsTheSpanWithIt() {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<?> traced =
        TracingFuture.of(
            source,
            recorder(),
            (result, call) -> {
              call.end();
              return result + "!";
            });
    source.complete("done");
    assertThat(traced).isCompletedWithValueMatching("done!"::equals);
    telemetry.clear();

    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<?> failed = TracingFuture.of(failing, recorder(), (result, call) -> result);
    failing.completeExceptionally(new IllegalStateException("No"));
    assertThatThrownBy(failed::join).hasRootCauseMessage("No");
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  private static final String EVENTS = "text/event-stream; charset=utf-8";

  private void record(@Nullable LlmSystem system, String request) {
    CallRecorder<?> call = recorder(system, MapReader::new);
    call.recordRequest(() -> request(request));
    call.end();
  }

  private static WireExchange request(String json) {
    return new WireExchange(new WireBody(WireJson.parse(json)), MASK);
  }

  private CallRecorder<?> recorder() {
    return recorder(LlmSystem.COHERE, MapReader::new);
  }

  private CallRecorder<?> recorder(
      @Nullable LlmSystem system, java.util.function.Supplier<ModelReader> models) {
    LlmOperation operation =
        new LlmOperation("words", system, new WordMapper(), budget -> new Words());
    LlmSpan span =
        operation
            .spanBuilder(OpenInferenceTracer.create(telemetry.openTelemetry()), null)
            .startSpan(Context.root());
    return CallRecorder.of(span, operation, MASK, models, guard);
  }

  private static SpanData span() {
    return telemetry.spans().get(0);
  }

  private static @Nullable String attribute(String key) {
    return span().getAttributes().get(AttributeKey.stringKey(key));
  }

  private static final class WordMapper implements LlmMapper {

    private static final BodyShape SHAPE = BodyShape.builder().details("words", "word").build();

    @Override
    public BodyShape shape(WireExchange exchange) {
      return SHAPE;
    }

    @Override
    public void recordRequest(LlmSpan span, WireExchange exchange) {}

    @Override
    public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {}
  }

  private static final class Words implements StreamAccumulator {

    private final Map<String, Object> words = new LinkedHashMap<>();

    @Override
    public boolean add(Map<String, ?> event) {
      if (!(event.get("word") instanceof String word)) {
        return false;
      }
      words.merge("words", word + " ", (all, next) -> all + "" + next);
      return true;
    }

    @Override
    public Map<String, ?> response() {
      return words;
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
