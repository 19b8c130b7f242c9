// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Keeps ended spans, for tests that need an OpenTelemetry of their own. */
public final class InMemorySpans implements SpanProcessor {

  private final List<SpanData> ended = new CopyOnWriteArrayList<>();
  private final OpenTelemetrySdk openTelemetry;

  private InMemorySpans(UnaryOperator<SdkTracerProviderBuilder> settings) {
    openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                settings.apply(SdkTracerProvider.builder()).addSpanProcessor(this).build())
            .build();
  }

  public static InMemorySpans with(UnaryOperator<SdkTracerProviderBuilder> settings) {
    return new InMemorySpans(settings);
  }

  public static InMemorySpans withLimits(SpanLimits limits) {
    return with(provider -> provider.setSpanLimits(limits));
  }

  public OpenTelemetrySdk openTelemetry() {
    return openTelemetry;
  }

  public List<SpanData> ended() {
    return ended;
  }

  public SpanData only() {
    assertThat(ended).hasSize(1);
    return ended.get(0);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
