// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link LangGraph4jInstrumentor}.
 *
 * @since 0.1.0
 */
public final class LangGraph4jInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;

  LangGraph4jInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer =
        OpenInferenceTracer.builder(openTelemetry)
            .instrumentationName(LangGraph4jInstrumentor.class.getPackageName())
            .instrumentationVersion(
                LangGraph4jInstrumentor.class.getPackage().getImplementationVersion());
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
