// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;

/**
 * Traces the graphs of LangGraph4j: a run as an agent, and each node as a step.
 *
 * <p>All graphs of the process, however and whenever they are made:
 *
 * <pre>{@code
 * LangGraph4jInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or the nodes of single ones:
 *
 * <pre>{@code
 * LangGraph4jInstrumentor.create(openTelemetry).wrap(graph).compile();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LangGraph4jInstrumentor {

  private final Tracing tracing;

  LangGraph4jInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new Tracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static LangGraph4jInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static LangGraph4jInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new LangGraph4jInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all graphs of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static LangGraph4jInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all graphs of the process, those that exist already too, until {@link #uninstrument()}.
   *
   * <p>For that it attaches an agent to its own JVM. Where the JVM does not allow it, or {@code
   * openinference-instrumentation-bytecode} is not on the class path, a warning says so and what
   * works instead; {@link #isOn()} is false then.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static LangGraph4jInstrumentor instrument(OpenTelemetry openTelemetry) {
    LangGraph4jInstrumentor instrumentor = create(openTelemetry);
    return Tracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. Objects that {@code wrap} returned are still traced. */
  public void uninstrument() {
    Tracing.SWITCH.turnOff(this);
  }

  /**
   * Lets a graph trace its nodes by a hook. Wrap a graph once, before it is compiled. The run
   * itself makes no span.
   *
   * @param <S> the type of the graph's state
   * @return the graph
   */
  public <S extends AgentState> StateGraph<S> wrap(StateGraph<S> graph) {
    requireNonNull(graph, "graph");
    try {
      graph.addWrapCallNodeHook(new TracingNodeHook<>(tracing));
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("wrap", fault);
    }
    return graph;
  }

  Tracing tracing() {
    return tracing;
  }
}
