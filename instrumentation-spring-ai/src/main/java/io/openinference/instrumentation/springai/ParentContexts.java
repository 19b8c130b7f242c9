// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.openinference.instrumentation.ContextAttributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.model.tool.internal.ToolCallReactiveContextHolder;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Finds the context that an observation starts in.
 *
 * <p>A stream starts its observations on threads that may have another context or none. So the
 * context of the parent observation decides, and the thread's context only if the parent
 * observation is current on the thread.
 */
final class ParentContexts {

  private final ContextBridge bridge;

  ParentContexts(ContextBridge bridge) {
    this.bridge = bridge;
  }

  /** Returns the parent context of an observation that starts on this thread. */
  Context find(Observation.Context observation) {
    ObservationView parent = parent(observation);
    ObservedSpan<?, ?> around = parent == null ? null : observed(parent);
    InnerRounds rounds = around == null ? null : around.innerRounds();
    if (around != null && rounds != null && isRound(observation)) {
      rounds.started(observation);
      // The tool and the next call follow the first call, so they are no part of it.
      return around.outside();
    }
    return parent == null ? Context.current() : contextOf(parent);
  }

  private static boolean isRound(Observation.Context observation) {
    return observation instanceof ToolCallingObservationContext
        || observation instanceof ChatModelObservationContext;
  }

  private static @Nullable ObservationView parent(Observation.Context observation) {
    ObservationView parent = observation.getParentObservation();
    return parent == null && observation instanceof ToolCallingObservationContext
        ? aroundTools()
        : parent;
  }

  /** Returns the observation around the tools that this thread runs for a stream, or null. */
  static @Nullable ObservationView aroundTools() {
    Object around =
        ToolCallReactiveContextHolder.getContext()
            .getOrDefault(ObservationThreadLocalAccessor.KEY, null);
    return around instanceof ObservationView observation ? observation : null;
  }

  static @Nullable ObservedSpan<?, ?> observed(ObservationView observation) {
    return observation.getContextView().get(ObservedSpan.class);
  }

  private Context contextOf(ObservationView observation) {
    ObservedSpan<?, ?> observed = observed(observation);
    if (observation.getObservationRegistry().getCurrentObservation() == observation) {
      Context current = Context.current();
      return observed == null ? current : withScopesOf(observed.inside(), current);
    }
    if (observed != null) {
      return observed.inside();
    }
    Context bridged = bridge.contextOf(observation.getContextView());
    if (bridged != null) {
      return bridged;
    }
    ObservationView outer = observation.getContextView().getParentObservation();
    return outer == null ? Context.current() : contextOf(outer);
  }

  /** Returns the thread's context with session, user and so on of another where it lacks them. */
  private static Context withScopesOf(Context outer, Context current) {
    ContextAttributes inner = ContextAttributes.fromContext(current);
    return inner.storeInContext(ContextAttributes.fromContext(outer).storeInContext(current));
  }
}
