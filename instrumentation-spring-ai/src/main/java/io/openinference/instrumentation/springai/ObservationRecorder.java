// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Makes and records the spans of one kind of observation.
 *
 * @param <C> the type of the observation's data
 * @param <S> the type of the spans
 */
abstract class ObservationRecorder<C extends Observation.Context, S extends OpenInferenceSpan<S>> {

  /** Returns a builder for the span of an observation. */
  abstract OpenInferenceSpanBuilder<S> spanBuilder(Tracing tracing, C observation);

  /** Records what is known when the observation starts. */
  abstract void recordStart(S span, Tracing tracing, C observation);

  /** Records what is known when the observation stops. */
  abstract void recordStop(S span, Tracing tracing, C observation);

  /**
   * Returns the kind of model call for which instrumentations of lower layers make no span, or
   * null.
   */
  @Nullable OpenInferenceSpanKind modelCallKind() {
    return null;
  }

  /** Tells whether an observation gets a span of its own. */
  boolean hasSpan(Tracing tracing, C observation) {
    return true;
  }

  /** Returns the parent context of the span, with the values that the observation brings. */
  Context parent(C observation, Context parent) {
    return parent;
  }

  /** Returns what ends the span early, or null if the span ends with the observation. */
  @Nullable InnerRounds innerRounds(S span, Tracing tracing, C observation) {
    return null;
  }

  /** Starts the span of an observation, whose type is the type of this recorder. */
  @SuppressWarnings("unchecked") // Safe: ObservationRecorders chooses the recorder by this type.
  final ObservedSpan<C, S> startObserved(
      Tracing tracing, Observation.Context observation, Context parent) {
    return start(tracing, (C) observation, parent);
  }

  private ObservedSpan<C, S> start(Tracing tracing, C observation, Context outer) {
    OpenInferenceSpanKind kind = modelCallKind();
    Context outside = parent(observation, outer);
    boolean isTraced = kind != null && ModelCall.isInProgress(outside, kind);
    if (isTraced || !hasSpan(tracing, observation)) {
      return ObservedSpan.withoutSpan(outer);
    }
    S span = spanBuilder(tracing, observation).startSpan(outside);
    if (span.isRecording()) {
      try {
        recordStart(span, tracing, observation);
      } catch (Throwable t) {
        Tracing.GUARD.handleLibrary("request", t);
      }
    }
    Context inside =
        kind == null ? ModelCall.unmark(span.context()) : ModelCall.mark(span.context(), kind);
    return ObservedSpan.of(this, tracing, observation, outside, inside, span);
  }
}
