// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link GoogleGenAIInstrumentor}.
 *
 * @since 0.1.0
 */
public final class GoogleGenAIInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  GoogleGenAIInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, GoogleGenAIInstrumentor.class);
  }

  /** Sets what to hide; without it, the environment says so. */
  public GoogleGenAIInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public GoogleGenAIInstrumentor build() {
    return new GoogleGenAIInstrumentor(tracer.build());
  }
}
