// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.ApplicationOpenTelemetry;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of calls of annotated methods, for the whole process.
 *
 * <pre>{@code
 * AnnotationInstrumentor.instrument();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class AnnotationInstrumentor {

  private static final Object LOCK = new Object();
  private static final ProcessWeaving WEAVING =
      new ProcessWeaving(
          AnnotationInstrumentor.class,
          "cannot trace annotated methods",
          "OpenInferenceTracer in the methods");

  // Changed under LOCK.
  private static volatile @Nullable AnnotationInstrumentor active;

  private final OpenInferenceTracer tracer;

  private AnnotationInstrumentor(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Traces annotated methods, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static AnnotationInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces annotated methods, until {@link #uninstrument()}.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static AnnotationInstrumentor instrument(OpenTelemetry openTelemetry) {
    synchronized (LOCK) {
      AnnotationInstrumentor known = active;
      if (known != null) {
        return known;
      }
      AnnotationInstrumentor instrumentor = new AnnotationInstrumentor(tracer(openTelemetry));
      active = instrumentor.weave() ? instrumentor : null;
      return instrumentor;
    }
  }

  static OpenInferenceTracer tracer(OpenTelemetry openTelemetry) {
    return OpenInferenceTracer.builder(openTelemetry)
        .instrumentationName(Traced.class.getPackageName())
        .instrumentationVersion(Traced.class.getPackage().getImplementationVersion())
        .build();
  }

  static boolean isOn(AnnotationInstrumentor instrumentor) {
    return active == instrumentor;
  }

  /**
   * Returns what makes the calls of an agent, which weaves itself.
   *
   * @param ofAgent what to trace with while no instrumentor is on
   */
  static AnnotatedCalls calls(Supplier<OpenInferenceTracer> ofAgent) {
    return new AnnotatedCalls(
        () -> {
          AnnotationInstrumentor instrumentor = active;
          return instrumentor == null ? ofAgent.get() : instrumentor.tracer;
        });
  }

  /** Stops what {@link #instrument()} began. */
  public void uninstrument() {
    synchronized (LOCK) {
      if (active == this) {
        active = null;
        WEAVING.undo();
      }
    }
  }

  private boolean weave() {
    return WEAVING.begin(
        "annotations",
        ProcessWeaving.within(Traced.class.getClassLoader()),
        AnnotatedCalls.targets(),
        new AnnotatedCalls(() -> tracer));
  }
}
