// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the SDK learns how many attributes a span may have. */
class AttributeCountLimitTest {

  private static final String SPAN_LIMIT = "otel.span.attribute.count.limit";
  private static final String GENERAL_LIMIT = "otel.attribute.count.limit";
  private static final int MESSAGES = 500;

  @RegisterExtension
  static final OpenInferenceExtension global =
      OpenInferenceExtension.builder().spanLimits(limit(10_000)).setGlobal(true).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  @ParameterizedTest
  @ValueSource(ints = {10_000, Integer.MAX_VALUE})
  void isThatOfTheTracerProvider(int limit) {
    InMemorySpans spans = InMemorySpans.withLimits(limit(limit));

    assertThat(keptMessages(spans.openTelemetry(), spans)).isEqualTo(MESSAGES);
  }

  @Test
  void isThatOfAProviderThatIsNotHidden() {
    InMemorySpans spans = InMemorySpans.withLimits(limit(10_000));
    TracerProvider provider = spans.openTelemetry().getSdkTracerProvider();

    assertThat(keptMessages(new ForeignOpenTelemetry(provider), spans)).isEqualTo(MESSAGES);
  }

  @Test
  void isThatOfAProviderThatAHostLooksUp() {
    InMemorySpans spans = InMemorySpans.withLimits(limit(10_000));

    assertThat(keptMessages(new LatestOpenTelemetry(spans::openTelemetry), spans))
        .isEqualTo(MESSAGES);
  }

  @Test
  void isThatOfTheGlobalOpenTelemetry() {
    OpenInferenceTracer.create(GlobalOpenTelemetry.get())
        .llm("ChatCompletion")
        .run(span -> span.inputMessages(messages()));

    assertThat(global.trace().root())
        .hasAttribute("llm.input_messages.0.message.content", "message");
  }

  @Test
  void isOpenTelemetrysDefaultWhereTheProviderDoesNotTell() {
    InMemorySpans spans = InMemorySpans.withLimits(limit(10_000));

    assertThat(keptMessages(foreign(spans), spans)).isEqualTo((128 - 8 - 1) / 2);
  }

  @ParameterizedTest
  @CsvSource({
    SPAN_LIMIT + ",64,'','',29",
    GENERAL_LIMIT + ",64,'','',29",
    SPAN_LIMIT + ",64," + GENERAL_LIMIT + ",32,29",
    GENERAL_LIMIT + ",64," + SPAN_LIMIT + ",not a number,29",
    SPAN_LIMIT + ",' 5000 ','','',500",
    SPAN_LIMIT + ",-1,'','',0",
  })
  void isThatOfTheSettingsWhereTheProviderDoesNotTell(
      String name, String value, String otherName, String otherValue, int kept) {
    InMemorySpans spans = InMemorySpans.withLimits(limit(10_000));
    System.setProperty(name, value);
    if (!otherName.isEmpty()) {
      System.setProperty(otherName, otherValue);
    }
    try {
      assertThat(keptMessages(foreign(spans), spans)).isEqualTo(kept);
    } finally {
      System.clearProperty(SPAN_LIMIT);
      System.clearProperty(GENERAL_LIMIT);
    }
  }

  @Test
  void doesNotMatterWithoutAnSdk() {
    String result =
        OpenInferenceTracer.create(OpenTelemetry.noop())
            .llm("ChatCompletion")
            .call(
                span -> {
                  span.inputMessages(messages());
                  return "result";
                });

    assertThat(result).isEqualTo("result");
  }

  private static SpanLimits limit(int attributes) {
    return SpanLimits.builder().setMaxNumberOfAttributes(attributes).build();
  }

  private static long keptMessages(OpenTelemetry openTelemetry, InMemorySpans spans) {
    OpenInferenceTracer.create(openTelemetry)
        .llm("ChatCompletion")
        .run(span -> span.inputMessages(messages()));
    return spans.only().getAttributes().asMap().keySet().stream()
        .filter(key -> key.getKey().endsWith(".message.content"))
        .count();
  }

  private static List<Message> messages() {
    return IntStream.range(0, MESSAGES).mapToObj(i -> Message.user("message")).toList();
  }

  private static OpenTelemetry foreign(InMemorySpans spans) {
    return new ForeignOpenTelemetry(new ForeignProvider(spans.openTelemetry()));
  }

  private record ForeignOpenTelemetry(TracerProvider provider) implements OpenTelemetry {

    @Override
    public TracerProvider getTracerProvider() {
      return provider;
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }

  private record ForeignProvider(OpenTelemetry delegate) implements TracerProvider {

    @Override
    public Tracer get(String instrumentationScopeName) {
      return delegate.getTracer(instrumentationScopeName);
    }

    @Override
    public TracerBuilder tracerBuilder(String instrumentationScopeName) {
      return delegate.tracerBuilder(instrumentationScopeName);
    }

    @Override
    public Tracer get(String instrumentationScopeName, String instrumentationScopeVersion) {
      return delegate.getTracer(instrumentationScopeName, instrumentationScopeVersion);
    }
  }
}
