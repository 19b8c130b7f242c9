// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link LangChain4jInstrumentor}.
 *
 * @since 0.1.0
 */
public final class LangChain4jInstrumentorBuilder {

  private final OpenTelemetry openTelemetry;
  private final OpenInferenceTracerBuilder tracer;

  LangChain4jInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.openTelemetry = requireNonNull(openTelemetry, "openTelemetry");
    this.tracer = ModuleTracer.builder(openTelemetry, LangChain4jInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public LangChain4jInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /** Returns the instrumentor. */
  public LangChain4jInstrumentor build() {
    return new LangChain4jInstrumentor(
        new Tracing(tracer.build(), openTelemetry.getPropagators().getTextMapPropagator()));
  }
}
