// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.InMemorySpans;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.LogCapture;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application sets the global OpenTelemetry late, or never. */
class ApplicationOpenTelemetryTest {

  private static final int MESSAGES = 500;

  private final InMemorySpans spans =
      InMemorySpans.withLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build());
  private final LogCapture log = LogCapture.of(OpenInference.class);

  @BeforeEach
  @AfterEach
  void unsetGlobal() {
    GlobalOpenTelemetry.resetForTest();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void globalOneThatIsSetLaterTakesOverWithItsLimits() {
    OpenInferenceTracer tracer = OpenInferenceTracer.create();
    tracer.chain("before").run(() -> {});

    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    GlobalOpenTelemetry.set(spans.openTelemetry());
    tracer
        .llm("after")
        .run(
            span ->
                span.inputMessages(
                    IntStream.range(0, MESSAGES).mapToObj(i -> Message.user("message")).toList()));

    SpanData after = spans.only();
    assertThat(after.getName()).isEqualTo("after");
    assertThat(after.getAttributes().size()).isGreaterThan(2 * MESSAGES);
    assertThat(after.getInstrumentationScopeInfo().getName())
        .isEqualTo("io.openinference.instrumentation");
  }

  @Test
  void globalOneThatIsReplacedIsLetGoOf() {
    OpenInferenceTracer tracer = OpenInferenceTracer.create();
    InMemorySpans first = InMemorySpans.withLimits(SpanLimits.getDefault());
    GlobalOpenTelemetry.set(first.openTelemetry());
    tracer.chain("first").run(() -> {});

    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(spans.openTelemetry());
    tracer.chain("second").run(() -> {});

    assertThat(first.only().getName()).isEqualTo("first");
    assertThat(spans.only().getName()).isEqualTo("second");
  }

  @Test
  void globalOneThatDoesNothingIsNone() {
    GlobalOpenTelemetry.get();

    assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    assertThat(ApplicationOpenTelemetry.isGlobalSet()).isFalse();
  }

  @Test
  void propagatesAsTheGlobalOneDoes() {
    OpenTelemetry application = ApplicationOpenTelemetry.get();
    TextMapPropagator propagator = application.getPropagators().getTextMapPropagator();
    GlobalOpenTelemetry.set(
        OpenTelemetrySdk.builder()
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .setTracerProvider(spans.openTelemetry().getSdkTracerProvider())
            .build());
    Map<String, String> fields = new HashMap<>();

    OpenInferenceTracer.create()
        .chain("call")
        .run(() -> propagator.inject(Context.current(), fields, Map::put));

    assertThat(fields.get("traceparent")).contains(spans.only().getTraceId());
    assertThat(propagator.fields()).contains("traceparent");
  }
}
