// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.otel.bridge.OtelTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's tracer, which starts a child of the current span in the current Context.
 *
 * <p>Micrometer's own class starts it in the Context of the time when the parent started, so the
 * child belongs to the project of that time.
 */
final class ContextKeepingTracer extends OtelTracer {

  ContextKeepingTracer(
      Tracer tracer,
      OtelCurrentTraceContext currentTraceContext,
      EventPublisher publisher,
      List<String> remoteFields,
      List<String> tagFields) {
    super(
        tracer,
        currentTraceContext,
        publisher,
        new OtelBaggageManager(currentTraceContext, remoteFields, tagFields));
  }

  @Override
  public Span nextSpan(@Nullable Span parent) {
    if (parent != null) {
      Context current = Context.current();
      io.opentelemetry.api.trace.Span span = io.opentelemetry.api.trace.Span.fromContext(current);
      SpanContext parentContext = OtelTraceContext.toOtelSpanContext(parent.context());
      if (parentContext != null
          && parentContext.getSpanId().equals(span.getSpanContext().getSpanId())) {
        return super.nextSpan(new OtelSpan(span, current));
      }
    }
    return super.nextSpan(parent);
  }
}
