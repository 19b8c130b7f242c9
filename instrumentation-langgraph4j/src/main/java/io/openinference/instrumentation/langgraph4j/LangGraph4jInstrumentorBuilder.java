// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link LangGraph4jInstrumentor}.
 *
 * @since 0.1.0
 */
public final class LangGraph4jInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  LangGraph4jInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, LangGraph4jInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public LangGraph4jInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public LangGraph4jInstrumentor build() {
    return new LangGraph4jInstrumentor(tracer.build());
  }
}
