// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** OpenTelemetry that records everything and sends nothing, the same for all who are compared. */
public final class NoOpTelemetry {

  /** The limit that the SDK of this project sets, so that spans hold long conversations whole. */
  private static final int MAX_ATTRIBUTES = 10_000;

  /** Returns an OpenTelemetry whose spans and log records end in an exporter that drops them. */
  public static OpenTelemetry recording() {
    return exportingTo(new NoOpSpanExporter(), Sampler.alwaysOn());
  }

  /** Returns an OpenTelemetry that samples nothing. */
  public static OpenTelemetry sampledOut() {
    return exportingTo(new NoOpSpanExporter(), Sampler.alwaysOff());
  }

  /** Returns an OpenTelemetry whose spans go to the exporter as they end. */
  public static OpenTelemetry exportingTo(SpanExporter exporter) {
    return exportingTo(exporter, Sampler.alwaysOn());
  }

  private static OpenTelemetry exportingTo(SpanExporter exporter, Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .setSpanLimits(
                    SpanLimits.builder().setMaxNumberOfAttributes(MAX_ATTRIBUTES).build())
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(new NoOpLogRecordExporter()))
                .build())
        .build();
  }

  private NoOpTelemetry() {}
}
