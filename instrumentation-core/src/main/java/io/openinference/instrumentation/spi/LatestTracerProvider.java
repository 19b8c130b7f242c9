// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    return new Builder(openTelemetry, name);
  }

  private static final class Builder implements TracerBuilder {

    private final Supplier<OpenTelemetry> openTelemetry;
    private final String name;
    private @Nullable String version;
    private @Nullable String schemaUrl;

    Builder(Supplier<OpenTelemetry> openTelemetry, String name) {
      this.openTelemetry = openTelemetry;
      this.name = name;
    }

    @Override
    public TracerBuilder setInstrumentationVersion(String version) {
      this.version = version;
      return this;
    }

    @Override
    public TracerBuilder setSchemaUrl(String schemaUrl) {
      this.schemaUrl = schemaUrl;
      return this;
    }

    @Override
    public Tracer build() {
      return new LatestTracer(openTelemetry, name, version, schemaUrl);
    }
  }

  /** Caches the tracer of the current OpenTelemetry. */
  private static final class LatestTracer implements Tracer {

    private final LatestValue<OpenTelemetry, Tracer> tracer;

    LatestTracer(
        Supplier<OpenTelemetry> openTelemetry,
        String name,
        @Nullable String version,
        @Nullable String schemaUrl) {
      this.tracer =
          new LatestValue<>(openTelemetry, current -> make(current, name, version, schemaUrl));
    }

    private static Tracer make(
        OpenTelemetry openTelemetry,
        String name,
        @Nullable String version,
        @Nullable String schemaUrl) {
      TracerBuilder builder = openTelemetry.tracerBuilder(name);
      if (version != null) {
        builder.setInstrumentationVersion(version);
      }
      if (schemaUrl != null) {
        builder.setSchemaUrl(schemaUrl);
      }
      return builder.build();
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
