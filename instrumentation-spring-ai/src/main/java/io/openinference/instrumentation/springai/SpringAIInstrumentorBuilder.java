// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link SpringAIInstrumentor}.
 *
 * @since 0.1.0
 */
public final class SpringAIInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;
  private boolean traceAdvisors;

  SpringAIInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, SpringAIInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public SpringAIInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /**
   * Sets whether advisors get CHAIN spans. The default is false, because an advisor's span holds
   * the whole rest of the chain of advisors. Advisors that only make the call never get a span.
   */
  public SpringAIInstrumentorBuilder traceAdvisors(boolean traceAdvisors) {
    this.traceAdvisors = traceAdvisors;
    return this;
  }

  /** Returns the instrumentor. */
  public SpringAIInstrumentor build() {
    return new SpringAIInstrumentor(new Tracing(tracer.build(), traceAdvisors));
  }
}
