// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.LatestTracerProvider;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.function.Supplier;

/**
 * The OpenTelemetry of an {@link OpenInferenceSdk}, which may close. Its tracers look up the
 * current instance for each span. A span that starts after the close therefore causes a warning,
 * and tracers of the global OpenTelemetry keep working after a close and a new {@link
 * OpenInferenceSdk#register}.
 */
final class LiveOpenTelemetry implements OpenTelemetry {

  private final Supplier<OpenInferenceSdk> instance;
  private final TracerProvider tracerProvider = new LiveTracerProvider();

  LiveOpenTelemetry(Supplier<OpenInferenceSdk> instance) {
    this.instance = instance;
  }

  private OpenTelemetry target() {
    return instance.get().target();
  }

  /** Returns the tracer provider for a span, and logs one line if there is none any more. */
  private OpenTelemetry targetOfSpan() {
    return instance.get().targetOfSpan();
  }

  @Override
  public TracerProvider getTracerProvider() {
    return tracerProvider;
  }

  @Override
  public MeterProvider getMeterProvider() {
    return target().getMeterProvider();
  }

  @Override
  public LoggerProvider getLogsBridge() {
    return target().getLogsBridge();
  }

  @Override
  public ContextPropagators getPropagators() {
    return target().getPropagators();
  }

  @Override
  public String toString() {
    return "LiveOpenTelemetry{" + target() + "}";
  }

  /** These methods are public because core reads the limits by reflection. */
  final class LiveTracerProvider implements TracerProvider {

    private final TracerProvider latest =
        new LatestTracerProvider(LiveOpenTelemetry.this::targetOfSpan);

    /** Returns the limits of the instance, even after its close. */
    public SpanLimits getSpanLimits() {
      return instance.get().spanLimits();
    }

    @Override
    public Tracer get(String name) {
      return latest.get(name);
    }

    @Override
    public Tracer get(String name, String version) {
      return latest.get(name, version);
    }

    @Override
    public TracerBuilder tracerBuilder(String name) {
      return latest.tracerBuilder(name);
    }
  }
}
