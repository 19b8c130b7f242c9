// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenTelemetry whose sampler, span processor and exporter fail where an injection says. It
 * counts started and ended spans.
 *
 * @since 0.1.0
 */
public final class FaultyTelemetry {

  private final FaultInjection injection;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  private FaultyTelemetry(FaultInjection injection) {
    this.injection = injection;
  }

  /**
   * Returns an OpenTelemetry that fails at a {@link TelemetryPlace}.
   *
   * @throws NullPointerException if {@code injection} is null
   */
  public static FaultyTelemetry of(FaultInjection injection) {
    return new FaultyTelemetry(requireNonNull(injection, "injection"));
  }

  /** Returns the number of started spans, without those whose start failed. */
  public int started() {
    return started.get();
  }

  /** Returns the number of times that a span has ended. */
  public int ended() {
    return ended.get();
  }

  /** Returns a new OpenTelemetry with the faults. */
  public OpenTelemetry openTelemetry() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(new FaultySampler())
                .addSpanProcessor(new FaultyProcessor())
                .addSpanProcessor(SimpleSpanProcessor.create(new FaultyExporter()))
                .build())
        .build();
  }

  private final class FaultySampler implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind spanKind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return injection.run(TelemetryPlace.SAMPLER, SamplingResult::recordAndSample);
    }

    @Override
    public String getDescription() {
      return "faulty";
    }
  }

  private final class FaultyProcessor implements SpanProcessor {

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      injection.run(TelemetryPlace.PROCESSOR_START, () -> span);
      started.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.incrementAndGet();
      injection.run(TelemetryPlace.PROCESSOR_END, () -> span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private final class FaultyExporter implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return injection.run(TelemetryPlace.EXPORTER, CompletableResultCode::ofSuccess);
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
