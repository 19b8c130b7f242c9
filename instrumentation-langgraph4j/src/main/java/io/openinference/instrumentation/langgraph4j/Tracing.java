// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.spi.TelemetryGuard;
import org.bsc.langgraph4j.StateGraph;

/** The objects that trace the graphs of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of LangGraph4j
   * does not fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("langgraph4j", StateGraph.class);

  /** Turns the instrumentation of all graphs of the process on or off. */
  static final InstrumentationSwitch<LangGraph4jInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          LangGraph4jInstrumentor.class,
          "cannot trace the graphs of this process",
          "LangGraph4jInstrumentor.wrap(graph)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> LangGraph4jWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final boolean hidesInput;
  private final boolean hidesOutput;

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.hidesInput = ContentRedactor.ofInput(tracer.config()).hidesText();
    this.hidesOutput = ContentRedactor.ofOutput(tracer.config()).hidesText();
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  /** Tells whether the text of messages to a model is hidden. A state holds such messages. */
  boolean hidesInput() {
    return hidesInput;
  }

  /**
   * Tells whether the text of messages is hidden. What a node returns is both an answer and a part
   * of the next question.
   */
  boolean hidesOutput() {
    return hidesInput || hidesOutput;
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
