// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.instrumentation.spi.TracerRequest;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Function;

/**
 * Replaces the global tracer provider inside a library that makes its own spans.
 *
 * @since 0.1.0
 */
public final class NativeTracerProvider implements TracerProvider {

  private final Function<String, NativeSpanRule> rules;
  private final TelemetryGuard guard;

  /**
   * Creates a provider.
   *
   * @param rules returns the rule for a span name
   * @param guard the library's guard; if the guard is closed, the library makes its own spans as
   *     without this class
   */
  public NativeTracerProvider(Function<String, NativeSpanRule> rules, TelemetryGuard guard) {
    this.rules = rules;
    this.guard = guard;
  }

  @Override
  public Tracer get(String scope) {
    return tracerBuilder(scope).build();
  }

  @Override
  public Tracer get(String scope, String version) {
    return tracerBuilder(scope).setInstrumentationVersion(version).build();
  }

  @Override
  public TracerBuilder tracerBuilder(String scope) {
    return new TracerRequest(scope, request -> name -> spanBuilder(name, request));
  }

  private SpanBuilder spanBuilder(String name, TracerRequest scope) {
    NativeSpanRule rule = guard.isOpen() ? rules.apply(name) : NativeSpanRule.keep();
    if (rule == NativeSpanRule.keep()) {
      return scope.of(applicationProvider()).spanBuilder(name);
    }
    return rule.start() == null
        ? TracerProvider.noop().get(scope.name()).spanBuilder(name)
        : new NativeSpanBuilder(rule, guard);
  }

  /**
   * Does what the library does: no spans and no start of an SDK until a global OpenTelemetry is
   * set.
   */
  private static TracerProvider applicationProvider() {
    return ApplicationOpenTelemetry.isGlobalSet()
        ? GlobalOpenTelemetry.getTracerProvider()
        : TracerProvider.noop();
  }
}
