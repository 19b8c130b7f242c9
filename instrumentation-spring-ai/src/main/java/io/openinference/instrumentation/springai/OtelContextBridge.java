// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** The bridge of applications whose Micrometer traces with OpenTelemetry. */
final class OtelContextBridge implements ContextBridge {

  // Micrometer keeps its current span under a key of this class in OpenTelemetry's context. Every
  // object of the class has the same key, so this one speaks for the application's.
  private final CurrentTraceContext current = new OtelCurrentTraceContext();

  @Override
  public void attach(Observation.Context observation, Context inside) {
    Span span = Span.fromContext(inside);
    if (span.getSpanContext().isValid()) {
      TracingContext tracing =
          observation.computeIfAbsent(TracingContext.class, key -> new TracingContext());
      tracing.setSpan(OtelSpan.fromOtel(span, inside));
    }
  }

  @Override
  public Scope open(Observation.Context observation, Context inside) {
    TracingContext tracing = observation.get(TracingContext.class);
    io.micrometer.tracing.Span span = tracing == null ? null : tracing.getSpan();
    if (span == null) {
      return GuardedScope.of(inside);
    }
    // Opens the context that attach() has stored with the span.
    return current.newScope(span.context())::close;
  }

  @Override
  public @Nullable Context contextOf(Observation.ContextView observation) {
    TracingContext tracing = observation.get(TracingContext.class);
    io.micrometer.tracing.Span span = tracing == null ? null : tracing.getSpan();
    if (!(span instanceof OtelSpan otelSpan)) {
      return null;
    }
    // The context with all of its keys is only visible in a scope.
    try (CurrentTraceContext.Scope ignored = current.newScope(otelSpan.context())) {
      return Context.current();
    }
  }
}
