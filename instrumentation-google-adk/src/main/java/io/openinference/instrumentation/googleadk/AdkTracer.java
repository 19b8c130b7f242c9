// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.nativespan.NativeSpanRule;
import io.openinference.instrumentation.api.nativespan.NativeTracerProvider;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Puts our spans in place of the spans of ADK, which come from one tracer in a static field.
 *
 * <p>ADK takes the global OpenTelemetry when its class is loaded. This tracer asks for it at each
 * span, so that an application may set it later.
 */
final class AdkTracer {

  /** The tracer that makes spans while the instrumentation of the process is on. */
  static final AdkTracer PROCESS = new AdkTracer(Tracing.SWITCH);

  private static final String SCOPE = "gcp.vertex.agent";

  private final Object lock = new Object();
  private final Tracer tracer;
  // Guarded by lock.
  private @Nullable Tracer previous;
  private volatile boolean apart;

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

  /** Returns a tracer that ADK does not take, as under an agent. */
  static AdkTracer apart(TracingSource<Tracing> source) {
    AdkTracer tracer = new AdkTracer(source);
    tracer.apart = true;
    return tracer;
  }

  /**
   * Gives the tracer to ADK, unless ADK has it.
   *
   * @return false if ADK has another OpenTelemetry than this tracer. An agent keeps its own apart
   *     until the application has set one; ADK makes no spans until then.
   */
  boolean install() {
    if (apart) {
      return false;
    }
    try {
      if (present() != tracer) {
        synchronized (lock) {
          Tracer present = com.google.adk.telemetry.Tracing.getTracer();
          if (present != tracer) {
            previous = present;
            com.google.adk.telemetry.Tracing.setTracerForTesting(tracer);
          }
        }
      }
      return true;
    } catch (LinkageError otherOpenTelemetry) {
      apart = true;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("tracer", fault);
    }
    return false;
  }

  /**
   * Returns the tracer of ADK. If this loads the class of ADK, and no global OpenTelemetry is set,
   * the class sets one that does nothing. It must not stay, because the application could not set
   * its own one any more.
   */
  private static Tracer present() {
    boolean isGlobalSet = ApplicationOpenTelemetry.isGlobalSet();
    Tracer present = com.google.adk.telemetry.Tracing.getTracer();
    if (!isGlobalSet && !ApplicationOpenTelemetry.isGlobalSet()) {
      // Nobody can set another one meanwhile: the one that does nothing forbids it.
      Tracing.GUARD.run("global", GlobalOpenTelemetry::resetForTest);
    }
    return present;
  }

  /** Gives ADK the tracer that it had. */
  void remove() {
    if (apart) {
      return;
    }
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
