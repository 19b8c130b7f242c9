// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds an {@link AnthropicInstrumentor}.
 *
 * @since 0.1.0
 */
public final class AnthropicInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  AnthropicInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, AnthropicInstrumentor.class);
  }

  /** Sets what to hide; without it, the environment says so. */
  public AnthropicInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public AnthropicInstrumentor build() {
    return new AnthropicInstrumentor(tracer.build());
  }
}
