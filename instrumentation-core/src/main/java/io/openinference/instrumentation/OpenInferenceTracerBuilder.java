// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.instrumentation.spi.ToldLines;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link OpenInferenceTracer}.
 *
 * @since 0.1.0
 */
public final class OpenInferenceTracerBuilder {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceTracer.class.getName());

  private final OpenTelemetry openTelemetry;
  private @Nullable TraceConfig config;
  private String instrumentationName = "io.openinference.instrumentation";
  private @Nullable String instrumentationVersion;

  OpenInferenceTracerBuilder(OpenTelemetry openTelemetry) {
    this.openTelemetry = requireNonNull(openTelemetry, "openTelemetry");
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public OpenInferenceTracerBuilder config(TraceConfig config) {
    this.config = requireNonNull(config, "config");
    return this;
  }

  /** Sets the name of the instrumentation scope that spans carry. */
  public OpenInferenceTracerBuilder instrumentationName(String instrumentationName) {
    this.instrumentationName = requireNonNull(instrumentationName, "instrumentationName");
    return this;
  }

  /** Sets the version of the instrumentation scope that spans carry. */
  public OpenInferenceTracerBuilder instrumentationVersion(@Nullable String version) {
    this.instrumentationVersion = version;
    return this;
  }

  /** Returns the tracer. */
  public OpenInferenceTracer build() {
    return new OpenInferenceTracer(
        buildTracer(),
        config == null ? TraceConfig.fromEnvironment() : config,
        AttributeCountLimit.of(openTelemetry),
        UnsentSpans.of(openTelemetry));
  }

  /** {@code OpenTelemetry.noop()} causes no warning, because its user wants no spans. */
  private void warnOfUnsetGlobal() {
    if (openTelemetry != OpenTelemetry.noop()
        && openTelemetry.getTracerProvider() == TracerProvider.noop()
        && ToldLines.isNew(ToldLines.EARLY_GLOBAL)) {
      LOGGER.warning(
          "OpenInference makes no spans with this OpenTelemetry: GlobalOpenTelemetry.get() was"
              + " called before a global OpenTelemetry was set. Call OpenInferenceSdk.register()"
              + " first, and use openTelemetry() of its result.");
    }
  }

  /**
   * Returns a tracer that records nothing if OpenTelemetry fails, so that the application keeps
   * working.
   */
  private Tracer buildTracer() {
    try {
      warnOfUnsetGlobal();
      TracerBuilder tracer = openTelemetry.tracerBuilder(instrumentationName);
      if (instrumentationVersion != null) {
        tracer.setInstrumentationVersion(instrumentationVersion);
      }
      return requireNonNull(tracer.build(), "tracer");
    } catch (Throwable t) {
      GUARD.handle("buildTracer", t);
      return TracerProvider.noop().get(instrumentationName);
    }
  }
}
