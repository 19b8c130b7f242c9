// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.gemini.GeminiMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.spi.TelemetryGuard;

/** The objects that trace the runs of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of ADK does not
   * fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("google-adk", BaseAgent.class);

  /** Turns the instrumentation of all runners of the process on or off. */
  static final InstrumentationSwitch<GoogleAdkInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.helpedByWeaving(
          GoogleAdkInstrumentor.class,
          "cannot correct the parents of ADK's spans",
          "the spans as ADK nests them",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> GoogleAdkWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final SpanRules rules;
  private final ToolRuns toolRuns = new ToolRuns();

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new GeminiMessageShape());
    this.rules = new SpanRules(this);
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  ContentMask mask() {
    return mask;
  }

  SpanRules rules() {
    return rules;
  }

  ToolRuns toolRuns() {
    return toolRuns;
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
