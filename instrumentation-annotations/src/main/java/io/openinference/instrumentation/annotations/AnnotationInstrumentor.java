// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import io.openinference.instrumentation.annotations.weaving.GlobalInstrumentation;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

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

  private AnnotationInstrumentor() {}

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
    return GlobalInstrumentation.turnOn(new AnnotationInstrumentor(), openTelemetry);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return GlobalInstrumentation.isOn(this);
  }

  /** Stops what {@link #instrument()} began. */
  public void uninstrument() {
    GlobalInstrumentation.turnOff(this);
  }
}
