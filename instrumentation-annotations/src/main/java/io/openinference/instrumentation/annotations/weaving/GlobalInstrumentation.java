// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instrumentation of all annotated methods of the process, on or off. Applications use {@link
 * AnnotationInstrumentor}.
 *
 * @since 0.1.0
 */
public final class GlobalInstrumentation {

  private static final Object LOCK = new Object();
  private static final ProcessWeaving WEAVING =
      new ProcessWeaving(
          AnnotationInstrumentor.class,
          "cannot trace annotated methods",
          "OpenInferenceTracer in the methods");

  // Changed under LOCK.
  private static volatile @Nullable Active active;

  /** Turns an instrumentor on unless one is on, and returns the one that is. */
  public static AnnotationInstrumentor turnOn(
      AnnotationInstrumentor instrumentor, OpenTelemetry openTelemetry) {
    synchronized (LOCK) {
      Active known = active;
      if (known != null) {
        return known.instrumentor;
      }
      OpenInferenceTracer tracer = tracer(openTelemetry);
      active = weave(tracer) ? new Active(instrumentor, tracer) : null;
      return instrumentor;
    }
  }

  /** Turns the instrumentor off if it is the one that is on. */
  public static void turnOff(AnnotationInstrumentor instrumentor) {
    synchronized (LOCK) {
      if (isOn(instrumentor)) {
        active = null;
        WEAVING.undo();
      }
    }
  }

  /** Tells whether the instrumentor is the one that is on. */
  public static boolean isOn(AnnotationInstrumentor instrumentor) {
    Active current = active;
    return current != null && current.instrumentor == instrumentor;
  }

  static boolean isAnyOn() {
    return active != null;
  }

  static OpenInferenceTracer tracer(OpenTelemetry openTelemetry) {
    return OpenInferenceTracer.builder(openTelemetry)
        .instrumentationName(Traced.class.getPackageName())
        .instrumentationVersion(Traced.class.getPackage().getImplementationVersion())
        .build();
  }

  /**
   * Returns what makes the calls of an agent, which weaves itself.
   *
   * @param ofAgent what to trace with while no instrumentor is on
   */
  static AnnotatedCalls calls(Supplier<OpenInferenceTracer> ofAgent) {
    return new AnnotatedCalls(
        () -> {
          Active current = active;
          return current == null ? ofAgent.get() : current.tracer;
        });
  }

  private static boolean weave(OpenInferenceTracer tracer) {
    return WEAVING.begin(
        "annotations",
        ProcessWeaving.within(Traced.class.getClassLoader()),
        AnnotatedCalls.targets(),
        new AnnotatedCalls(() -> tracer));
  }

  private record Active(AnnotationInstrumentor instrumentor, OpenInferenceTracer tracer) {}

  private GlobalInstrumentation() {}
}
