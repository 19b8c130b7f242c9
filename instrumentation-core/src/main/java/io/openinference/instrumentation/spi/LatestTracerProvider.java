// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Supplier;

/**
 * Provides tracers that look up the OpenTelemetry at the start of each span, so that the
 * application can replace it.
 *
 * @since 0.1.0
 */
public final class LatestTracerProvider implements TracerProvider {

  private final Supplier<OpenTelemetry> openTelemetry;

  /**
   * Creates a provider.
   *
   * @param openTelemetry supplies the current OpenTelemetry
   */
  public LatestTracerProvider(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  @Override
  public Tracer get(String name) {
    return tracerBuilder(name).build();
  }

  @Override
  public Tracer get(String name, String version) {
    return tracerBuilder(name).setInstrumentationVersion(version).build();
  }

  @Override
  public TracerBuilder tracerBuilder(String name) {
    return new TracerRequest(name, request -> new LatestTracer(openTelemetry, request));
  }

  /** Caches the tracer of the current OpenTelemetry. */
  private static final class LatestTracer implements Tracer {

    private final LatestValue<OpenTelemetry, Tracer> tracer;

    LatestTracer(Supplier<OpenTelemetry> openTelemetry, TracerRequest request) {
      this.tracer =
          new LatestValue<>(openTelemetry, current -> request.of(current.getTracerProvider()));
    }

    @Override
    public boolean isEnabled() {
      return tracer.get().isEnabled();
    }

    @Override
    public SpanBuilder spanBuilder(String spanName) {
      return tracer.get().spanBuilder(spanName);
    }
  }
}
