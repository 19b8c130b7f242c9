// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.bytecode.AttachException;
import io.openinference.instrumentation.bytecode.Weaver;
import io.openinference.instrumentation.bytecode.Weaving;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.logging.Logger;
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

  private static final Logger LOGGER = Logger.getLogger(AnnotationInstrumentor.class.getName());
  private static final Object LOCK = new Object();

  // Guarded by LOCK.
  private static @Nullable AnnotationInstrumentor active;
  private static boolean failureReported;

  private final OpenInferenceTracer tracer;
  private @Nullable Weaving weaving;

  private AnnotationInstrumentor(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Traces annotated methods with the global OpenTelemetry, until {@link #uninstrument()}.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static AnnotationInstrumentor instrument() {
    return instrument(GlobalOpenTelemetry.get());
  }

  /**
   * Traces annotated methods, until {@link #uninstrument()}.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static AnnotationInstrumentor instrument(OpenTelemetry openTelemetry) {
    synchronized (LOCK) {
      if (active != null) {
        return active;
      }
      AnnotationInstrumentor instrumentor = new AnnotationInstrumentor(tracer(openTelemetry));
      instrumentor.weaving = instrumentor.weave();
      active = instrumentor.weaving == null ? null : instrumentor;
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
    synchronized (LOCK) {
      return active == instrumentor;
    }
  }

  /** Stops what {@link #instrument()} began. */
  public void uninstrument() {
    synchronized (LOCK) {
      if (weaving != null) {
        weaving.undo();
        weaving = null;
      }
      active = active == this ? null : active;
    }
  }

  private @Nullable Weaving weave() {
    try {
      ClassLoader annotations = Traced.class.getClassLoader();
      return Weaver.attach()
          .weave(
              "annotations",
              loader -> isWithin(loader, annotations),
              AnnotatedCalls.targets(),
              new AnnotatedCalls(() -> tracer));
    } catch (AttachException e) {
      report(String.valueOf(e.getMessage()));
    } catch (IOException | LinkageError | RuntimeException e) {
      report(e.toString());
    }
    return null;
  }

  private static boolean isWithin(@Nullable ClassLoader loader, @Nullable ClassLoader ancestor) {
    for (ClassLoader current = loader; current != null; current = current.getParent()) {
      if (current == ancestor) {
        return true;
      }
    }
    return false;
  }

  private static void report(String reason) {
    if (!failureReported) {
      failureReported = true;
      LOGGER.warning(
          "AnnotationInstrumentor.instrument() cannot trace annotated methods: "
              + reason
              + ". What works: OpenInferenceTracer in the methods, or starting the JVM with"
              + " -javaagent:openinference-javaagent.jar.");
    }
  }
}
