// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tracer a library asked for, so that a provider can be asked for that tracer
 * later.
 *
 * @since 0.1.0
 */
public final class TracerRequest implements TracerBuilder {

  private final String name;
  private final Function<TracerRequest, Tracer> tracers;
  private @Nullable String version;
  private @Nullable String schemaUrl;

  /**
   * Creates a request.
   *
   * @param name the name of the tracer
   * @param tracers returns the tracer that {@link #build()} returns
   */
  public TracerRequest(String name, Function<TracerRequest, Tracer> tracers) {
    this.name = name;
    this.tracers = tracers;
  }

  /** Returns the name of the tracer. */
  public String name() {
    return name;
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
    TracerRequest copy = new TracerRequest(name, tracers);
    copy.version = version;
    copy.schemaUrl = schemaUrl;
    return tracers.apply(copy);
  }

  /** Returns the tracer of a provider. */
  public Tracer of(TracerProvider provider) {
    TracerBuilder builder = provider.tracerBuilder(name);
    if (version != null) {
      builder.setInstrumentationVersion(version);
    }
    if (schemaUrl != null) {
      builder.setSchemaUrl(schemaUrl);
    }
    return builder.build();
  }
}
