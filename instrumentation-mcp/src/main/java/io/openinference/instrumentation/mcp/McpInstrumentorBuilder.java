// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ModuleTracer;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds a {@link McpInstrumentor}.
 *
 * @since 0.1.0
 */
public final class McpInstrumentorBuilder {

  private final OpenInferenceTracerBuilder tracer;
  private boolean propagatesBaggage = BaggageSetting.ofProcess();

  McpInstrumentorBuilder(OpenTelemetry openTelemetry) {
    this.tracer = ModuleTracer.builder(openTelemetry, McpInstrumentor.class);
  }

  /** Sets which content spans hide; the default comes from the environment. */
  public McpInstrumentorBuilder config(TraceConfig config) {
    tracer.config(config);
    return this;
  }

  /**
   * Sets whether requests carry OpenTelemetry's baggage with the session and the user of the
   * current scopes, and whether a server believes such a request. The default is false, because a
   * foreign server should not learn who asks. The variable {@code
   * OPENINFERENCE_MCP_PROPAGATE_BAGGAGE} changes the default.
   */
  public McpInstrumentorBuilder propagateBaggage(boolean propagate) {
    this.propagatesBaggage = propagate;
    return this;
  }

  /** Returns the instrumentor. */
  public McpInstrumentor build() {
    return new McpInstrumentor(new Tracing(tracer.build(), propagatesBaggage));
  }
}
