// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.service.AiServiceContext;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The instrumentation of all AI services of the process, on or off. */
final class GlobalInstrumentation {

  private static final Object LOCK = new Object();
  private static volatile @Nullable LangChain4jInstrumentor active;

  /** What services trace with; they ask at each call, so that they can be built at any time. */
  private static final Tracing.Source SOURCE =
      () -> {
        LangChain4jInstrumentor instrumentor = active;
        return instrumentor == null ? null : instrumentor.tracing();
      };

  private static final List<AiServiceListener<?>> LISTENERS = ServiceListeners.of(SOURCE);

  // Guarded by LOCK.
  private static final ExecutorContext EXECUTOR_CONTEXT = new ExecutorContext();

  private static final Set<AiServiceListenerRegistrar> REGISTRARS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Turns an instrumentor on unless one is on, and returns the one that is. */
  static LangChain4jInstrumentor turnOn(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      LangChain4jInstrumentor known = active;
      if (known != null) {
        return known;
      }
      active = instrumentor;
      EXECUTOR_CONTEXT.turnOn();
      return instrumentor;
    }
  }

  static void turnOff(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      if (active == instrumentor) {
        active = null;
        EXECUTOR_CONTEXT.turnOff();
      }
    }
  }

  /** Listens to the events of a service. */
  static void listen(AiServiceListenerRegistrar registrar) {
    if (REGISTRARS.add(registrar)) {
      registrar.register(LISTENERS);
    }
  }

  /** Traces the parts of a service. */
  static void instrument(AiServiceContext context) {
    // Where another provider's registrar is in use, this is the first that we see of it.
    listen(context.eventListenerRegistrar);
    ServiceParts parts = new ServiceParts(context, SOURCE);
    context.eventListenerRegistrar.register(
        new ServiceListener<>(AiServiceStartedEvent.class, parts::started));
  }

  private GlobalInstrumentation() {}
}
