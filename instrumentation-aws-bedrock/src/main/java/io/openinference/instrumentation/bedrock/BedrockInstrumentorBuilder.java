// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link BedrockInstrumentor}.
 *
 * @since 0.1.0
 */
public final class BedrockInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  BedrockInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, BedrockInstrumentor.class);
  }

  /** Sets what to hide; without it, the environment says so. */
  public BedrockInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public BedrockInstrumentor build() {
    return new BedrockInstrumentor(tracer.build());
  }
}
