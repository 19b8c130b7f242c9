// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import io.openinference.instrumentation.annotations.weaving.GlobalInstrumentation;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Makes spans for calls of annotated methods, in the whole process.
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
   * Traces annotated methods until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static AnnotationInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces annotated methods until {@link #uninstrument()}, and sends spans to the given
   * OpenTelemetry.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static AnnotationInstrumentor instrument(OpenTelemetry openTelemetry) {
    return GlobalInstrumentation.turnOn(new AnnotationInstrumentor(), openTelemetry);
  }

  /**
   * Tells whether this instrumentor traces the whole process. Returns true from {@link
   * #instrument()} until {@link #uninstrument()}, unless the JVM does not allow the
   * instrumentation.
   */
  public boolean isOn() {
    return GlobalInstrumentation.isOn(this);
  }

  /** Stops tracing annotated methods. */
  public void uninstrument() {
    GlobalInstrumentation.turnOff(this);
  }
}
