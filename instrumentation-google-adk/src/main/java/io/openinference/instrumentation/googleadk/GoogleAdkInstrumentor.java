// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Traces the agents of Google's Agent Development Kit, in place of the spans that ADK makes itself.
 *
 * <pre>{@code
 * GoogleAdkInstrumentor.instrument();
 * runner.runAsync("kari", sessionId, Content.fromParts(Part.fromText("How deep is the fjord?")));
 * }</pre>
 *
 * <p>ADK makes all of its spans with one tracer of the process. So there is nothing to wrap: the
 * instrumentation is on for all runners or off.
 *
 * @since 0.1.0
 */
public final class GoogleAdkInstrumentor {

  private final Tracing tracing;

  GoogleAdkInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new Tracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static GoogleAdkInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static GoogleAdkInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new GoogleAdkInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all runners of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static GoogleAdkInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all runners of the process, those that exist already too, until {@link #uninstrument()}.
   *
   * <p>For the right parents it attaches an agent to its own JVM. Where the JVM does not allow it,
   * or {@code openinference-instrumentation-bytecode} is not on the class path, a warning says so.
   * Spans then have the parents that ADK gives them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static GoogleAdkInstrumentor instrument(OpenTelemetry openTelemetry) {
    return create(openTelemetry).turnOn();
  }

  /**
   * Turns this instrumentor on for the whole process, as {@link #instrument(OpenTelemetry)} does
   * with the settings of the environment.
   *
   * @return the instrumentor that is on, which may be another one
   */
  public GoogleAdkInstrumentor turnOn() {
    GoogleAdkInstrumentor on = Tracing.SWITCH.turnOn(this, tracing);
    if (on.isOn()) {
      AdkTracer.PROCESS.install();
    }
    return on;
  }

  /** Tells whether this instrumentor traces the process. */
  public boolean isOn() {
    return Tracing.SWITCH.isOn(this);
  }

  /** Stops what {@link #instrument()} began. ADK gets back the tracer that it had. */
  public void uninstrument() {
    boolean wasOn = isOn();
    Tracing.SWITCH.turnOff(this);
    if (wasOn && !Tracing.SWITCH.hasAgent()) {
      AdkTracer.PROCESS.remove();
    }
  }

  Tracing tracing() {
    return tracing;
  }
}
