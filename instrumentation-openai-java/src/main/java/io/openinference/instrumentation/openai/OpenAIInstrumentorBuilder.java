// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds an {@link OpenAIInstrumentor}.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  OpenAIInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, OpenAIInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public OpenAIInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public OpenAIInstrumentor build() {
    return new OpenAIInstrumentor(tracer.build());
  }
}
