// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.api.ModuleTracer;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Turns the instrumentation of all annotated methods of the process on or off. Applications use
 * {@link AnnotationInstrumentor}.
 *
 * @since 0.1.0
 */
public final class AnnotationSwitch {

  static final InstrumentationSwitch<AnnotationInstrumentor, OpenInferenceTracer> SWITCH =
      InstrumentationSwitch.needingWeaving(
          AnnotationInstrumentor.class,
          "cannot trace annotated methods",
          "OpenInferenceTracer in your methods",
          TelemetryGuard.named("annotations"),
          // A lambda and not a method reference, which would load the class and so require the
          // bytecode module.
          on -> AnnotationWeaving.ofProcess(on));

  /** Turns an instrumentor on unless one is on, and returns the one that is on. */
  public static AnnotationInstrumentor turnOn(
      AnnotationInstrumentor instrumentor, OpenTelemetry openTelemetry) {
    return SWITCH.turnOn(instrumentor, tracer(openTelemetry));
  }

  /** Turns the instrumentor off if it is the one that is on. */
  public static void turnOff(AnnotationInstrumentor instrumentor) {
    SWITCH.turnOff(instrumentor);
  }

  /** Tells whether the instrumentor is the one that is on. */
  public static boolean isOn(AnnotationInstrumentor instrumentor) {
    return SWITCH.isOn(instrumentor);
  }

  static OpenInferenceTracer tracer(OpenTelemetry openTelemetry) {
    return ModuleTracer.builder(openTelemetry, Traced.class).build();
  }

  private AnnotationSwitch() {}
}
