// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link GoogleAdkInstrumentor}.
 *
 * @since 0.1.0
 */
public final class GoogleAdkInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  GoogleAdkInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, GoogleAdkInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public GoogleAdkInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. It is off until {@link GoogleAdkInstrumentor#turnOn()}. */
  public GoogleAdkInstrumentor build() {
    return new GoogleAdkInstrumentor(tracer.build());
  }
}
