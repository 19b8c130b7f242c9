// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.otel.bridge.OtelTraceContext;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's bridge to the current Context of OpenTelemetry, which keeps what scopes have put
 * into that Context.
 *
 * <p>Micrometer's own class opens the Context that it has stored with the span, so a session that
 * was set inside a request is gone at the next observation. It also takes the span of the last
 * observation for the current one, so an HTTP call inside an LLM span becomes its sibling.
 */
final class ContextKeepingTraceContext extends OtelCurrentTraceContext {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  @Override
  public @Nullable TraceContext context() {
    Context current = Context.current();
    Span span = Span.fromContext(current);
    return span.getSpanContext().isValid() ? new OtelSpan(span, current).context() : null;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // The returned scope closes it.
  public Scope newScope(@Nullable TraceContext context) {
    if (!(context instanceof OtelTraceContext)) {
      return super.newScope(context);
    }
    Context thread = Context.current();
    Scope outer = super.newScope(context);
    try {
      Context joined = ObservedContext.ofScope(thread, ObservedContext.of(context));
      ContextLayers.Layer layer = ContextLayers.push(thread, outer::close, joined.makeCurrent());
      return layer::close;
    } catch (Throwable fault) {
      GUARD.handle("scope of an observation", fault);
      return outer;
    }
  }
}
