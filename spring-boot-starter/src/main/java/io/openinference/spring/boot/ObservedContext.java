// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelTraceContext;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.TracingSuppression;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * Joins the Context that Micrometer keeps with an observation, and the Context of the thread that
 * opens the observation's scope.
 */
final class ObservedContext {

  /** The observation that was current when a Context was captured. */
  private static final ContextKey<Observation> OBSERVATION =
      ContextKey.named("openinference-observation");

  /**
   * Returns the Context for the scope of an observation.
   *
   * <p>The base is what was current when the observation started. The thread may have opened scopes
   * since then, whose values win. If the thread works on another trace, its values do not count.
   *
   * @param thread what is current on the thread
   * @param observed the observation's own Context, with its span
   */
  static Context ofScope(Context thread, Context observed) {
    SpanContext span = Span.fromContext(observed).getSpanContext();
    SpanContext other = Span.fromContext(thread).getSpanContext();
    return !other.isValid() || other.getTraceId().equals(span.getTraceId())
        ? withValuesOf(thread, observed)
        : observed;
  }

  /** Returns a Context that another thread may go on with. It knows the current observation. */
  @SuppressWarnings("ReferenceEquality") // The same observation, not an equal one.
  static Context captured(Context current) {
    Observation observation = currentObservation();
    return current.get(OBSERVATION) == observation
        ? current
        : current.with(OBSERVATION, observation);
  }

  private static @Nullable Observation currentObservation() {
    return ObservationThreadLocalAccessor.getInstance().getValue();
  }

  /**
   * Returns the Context for work that another thread goes on with.
   *
   * <p>If the observation that is current on this thread is the one that was current at the
   * capture, the captured Context is newer than the observation and wins. Otherwise the observation
   * is newer, and only fills up what it lacks.
   *
   * @param captured what was current where the work comes from
   * @param thread what is current on this thread, mostly the scope of an observation
   */
  @SuppressWarnings("ReferenceEquality") // The same observation, not an equal one.
  static Context restored(Context captured, Context thread) {
    if (captured.get(OBSERVATION) == currentObservation()) {
      return captured;
    }
    Context both = withValuesOf(thread, withValuesOf(captured, Context.root()));
    return withValuesOf(both, thread);
  }

  /** Returns the Context of a Micrometer span, with the span itself and not a wrapper. */
  static Context of(TraceContext traceContext) {
    return OtelTraceContext.toOtelContext(traceContext);
  }

  @SuppressWarnings("ReferenceEquality") // The same object is the usual case, and no copy is made.
  private static Context withValuesOf(Context source, Context target) {
    ContextAttributes attributes = ContextAttributes.fromContext(source);
    Context joined =
        attributes == ContextAttributes.fromContext(target)
            ? target
            : attributes.storeInContext(target);
    return OpenInference.isTracingSuppressed(source) && !OpenInference.isTracingSuppressed(joined)
        ? TracingSuppression.INSTANCE.storeInContext(joined)
        : joined;
  }

  private ObservedContext() {}
}
