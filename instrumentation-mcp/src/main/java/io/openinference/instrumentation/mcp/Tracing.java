// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.spi.TelemetryGuard;

/** The objects that trace the requests of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of the MCP SDK
   * does not fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("mcp", McpSchema.class);

  /** Turns the instrumentation of all clients and servers of the process on or off. */
  static final InstrumentationSwitch<McpInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          McpInstrumentor.class,
          "cannot trace the MCP clients and servers of this process",
          "McpInstrumentor.wrap(transport)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> McpWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final TracePropagation propagation;

  Tracing(OpenInferenceTracer tracer, boolean propagatesBaggage) {
    this.tracer = tracer;
    this.propagation = new TracePropagation(propagatesBaggage);
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  TracePropagation propagation() {
    return propagation;
  }

  /** Tells whether definitions of tools are hidden. */
  boolean hidesTools() {
    TraceConfig config = tracer.config();
    return config.hideInputs() || config.hideLlmTools();
  }

  /** Tells whether the text of documents is hidden. */
  boolean hidesDocuments() {
    TraceConfig config = tracer.config();
    return config.hideOutputs() || config.hideRetrievalDocuments();
  }

  @Override
  public Tracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }
}
