// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.nativespan.NativeSpanRule;
import io.openinference.instrumentation.api.nativespan.NativeTracerProvider;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Puts our spans in place of the spans of ADK, which come from one tracer in a static field.
 *
 * <p>ADK takes the global OpenTelemetry when its class is loaded. This tracer asks for it at each
 * span, so that an application may set it later.
 */
final class AdkTracer {

  private static final String SCOPE = "gcp.vertex.agent";

  private final Object lock = new Object();
  private final Tracer tracer;
  // Guarded by lock.
  private @Nullable Tracer previous;

  AdkTracer(TracingSource<Tracing> source) {
    this.tracer =
        new NativeTracerProvider(
                name -> {
                  Tracing tracing = source.current();
                  return tracing == null ? NativeSpanRule.keep() : tracing.rules().of(name);
                },
                Tracing.GUARD)
            .get(SCOPE);
  }

  /** Gives the tracer to ADK, unless ADK has it. */
  void install() {
    try {
      if (com.google.adk.telemetry.Tracing.getTracer() != tracer) {
        synchronized (lock) {
          Tracer present = com.google.adk.telemetry.Tracing.getTracer();
          if (present != tracer) {
            previous = present;
            com.google.adk.telemetry.Tracing.setTracerForTesting(tracer);
          }
        }
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tracer", fault);
    }
  }

  /** Gives ADK the tracer that it had. */
  void remove() {
    try {
      synchronized (lock) {
        Tracer before = previous;
        if (before != null && com.google.adk.telemetry.Tracing.getTracer() == tracer) {
          com.google.adk.telemetry.Tracing.setTracerForTesting(before);
        }
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tracer", fault);
    }
  }
}
