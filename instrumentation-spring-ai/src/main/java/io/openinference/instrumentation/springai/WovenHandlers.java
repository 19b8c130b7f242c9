// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.CompositeObservationHandler;
import io.openinference.instrumentation.api.door.TracingSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds our handler to the handlers that a registry has chosen for an observation. */
final class WovenHandlers {

  private static final String TRACING_HANDLER =
      "io.micrometer.tracing.handler.TracingObservationHandler";

  /** A class that cannot be loaded without Micrometer Tracing. */
  private static final String BRIDGED =
      "io.openinference.instrumentation.springai.BridgedObservationHandler";

  private final TracingSource<Tracing> source;

  // Made late, because the agent makes this object where Micrometer is not visible.
  private volatile @Nullable ObservationHandler<Observation.Context> handler;

  WovenHandlers(TracingSource<Tracing> source) {
    this.source = source;
  }

  /**
   * Returns the handlers with ours, in place of Micrometer's own tracing.
   *
   * @param chosen the handlers that the registry has chosen
   * @param arguments the registry and the observation's data
   */
  @Nullable Object withOurs(@Nullable Object chosen, @Nullable Object[] arguments) {
    // Decided by name first: an application may have Micrometer and no Spring AI.
    return chosen instanceof Deque<?> handlers
            && arguments.length > 1
            && arguments[1] instanceof Observation.Context observation
            && ObservationRecorders.areFor(observation)
        ? withOurs(handlers, observation)
        : chosen;
  }

  private Deque<?> withOurs(Deque<?> chosen, Observation.Context observation) {
    try {
      if (handler().supportsContext(observation) && !haveOurs(chosen)) {
        Deque<Object> all = new ArrayDeque<>(chosen.size() + 1);
        all.add(handler());
        chosen.stream().filter(each -> !traces(each)).forEach(all::add);
        return all;
      }
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("handlers", t);
    }
    return chosen;
  }

  private ObservationHandler<Observation.Context> handler() {
    ObservationHandler<Observation.Context> known = handler;
    if (known == null) {
      known = ObservationHandlers.of(source);
      handler = known;
    }
    return known;
  }

  /** Tells whether the application has registered a handler of its own instrumentor. */
  private static boolean haveOurs(Collection<?> handlers) {
    return handlers.stream()
        .anyMatch(
            each ->
                each instanceof SpanObservationHandler
                    || each.getClass().getName().equals(BRIDGED)
                    || haveOurs(inside(each)));
  }

  private static boolean traces(Object handler) {
    return isTracingHandler(handler.getClass())
        || inside(handler).stream().anyMatch(WovenHandlers::traces);
  }

  private static Collection<?> inside(Object handler) {
    return handler instanceof CompositeObservationHandler composite
        ? composite.getHandlers()
        : List.of();
  }

  private static boolean isTracingHandler(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (implemented.getName().equals(TRACING_HANDLER) || isTracingHandler(implemented)) {
        return true;
      }
    }
    return isTracingHandler(type.getSuperclass());
  }
}
