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
 * The OpenTelemetry of an {@link OpenInferenceSdk} that may close. Its tracers ask for the instance
 * whenever a span starts, so that a span after the close is told of, and so that a tracer of the
 * global OpenTelemetry survives a close and a new {@link OpenInferenceSdk#register}.
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

  /** Returns the target for a span, and says in a line where there is none any more. */
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

  /** Public methods, because core asks for the limits by reflection. */
  final class LiveTracerProvider implements TracerProvider {

    private final TracerProvider latest =
        new LatestTracerProvider(LiveOpenTelemetry.this::targetOfSpan);

    /** Returns the limits of the instance, also after its close. */
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
