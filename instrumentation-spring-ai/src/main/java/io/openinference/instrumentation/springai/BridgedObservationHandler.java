// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

/**
 * Is a tracing handler for Micrometer, so that hosts put it in one group with Micrometer's own, of
 * which the first one that supports an observation handles it.
 */
final class BridgedObservationHandler implements TracingObservationHandler<Observation.Context> {

  private final SpanObservationHandler delegate;

  BridgedObservationHandler(SpanObservationHandler delegate) {
    this.delegate = delegate;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return delegate.supportsContext(context);
  }

  /**
   * Leaves a context in any case: Micrometer's metrics fail without, also where no span is made.
   */
  @Override
  public void onStart(Observation.Context context) {
    delegate.onStart(context);
    context.computeIfAbsent(TracingContext.class, key -> new TracingContext());
  }

  @Override
  public void onError(Observation.Context context) {
    delegate.onError(context);
  }

  /** Leaves out Spring AI's events, because they repeat what the span has. */
  @Override
  public void onEvent(Observation.Event event, Observation.Context context) {}

  @Override
  public void onScopeOpened(Observation.Context context) {
    delegate.onScopeOpened(context);
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    delegate.onScopeClosed(context);
  }

  @Override
  public void onScopeReset(Observation.Context context) {
    delegate.onScopeReset(context);
  }

  @Override
  public void onStop(Observation.Context context) {
    delegate.onStop(context);
  }

  /** Returns a tracer that does nothing, because the spans are OpenTelemetry's. */
  @Override
  public Tracer getTracer() {
    return Tracer.NOOP;
  }
}
