// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.function.Supplier;

/**
 * An OpenTelemetry that is looked up at the start of each span, for hosts whose OpenTelemetry does
 * not exist yet when clients are wrapped, or that replace it.
 *
 * <p>It provides tracers and propagators, but no meters and no loggers.
 *
 * @since 0.1.0
 */
public final class LatestOpenTelemetry implements OpenTelemetry {

  private final Supplier<OpenTelemetry> openTelemetry;
  private final TracerProvider tracerProvider;
  private final ContextPropagators propagators;

  /**
   * Creates an OpenTelemetry.
   *
   * @param openTelemetry supplies the current OpenTelemetry
   */
  public LatestOpenTelemetry(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
    this.tracerProvider = new LatestTracerProvider(openTelemetry);
    this.propagators = ContextPropagators.create(new ApplicationPropagator(openTelemetry));
  }

  /** Returns the OpenTelemetry that new spans use now. */
  public OpenTelemetry current() {
    return openTelemetry.get();
  }

  @Override
  public TracerProvider getTracerProvider() {
    return tracerProvider;
  }

  @Override
  public ContextPropagators getPropagators() {
    return propagators;
  }
}
