// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The instrumentation of all AI services of the process, on or off. */
final class GlobalInstrumentation {

  private static final Object LOCK = new Object();
  private static volatile @Nullable LangChain4jInstrumentor active;
  private static volatile Tracing.@Nullable Source agent;

  /** What services trace with; they ask at each call, so that they can be built at any time. */
  private static final Tracing.Source SOURCE =
      () -> {
        LangChain4jInstrumentor instrumentor = active;
        if (instrumentor != null) {
          return instrumentor.tracing();
        }
        Tracing.Source ofAgent = agent;
        return ofAgent == null ? null : ofAgent.current();
      };

  private static final List<AiServiceListener<?>> LISTENERS = ServiceListeners.of(SOURCE);

  // Guarded by LOCK.
  private static final ExecutorContext EXECUTOR_CONTEXT = new ExecutorContext();

  /** Reaches what service files cannot: models and stores that no AI service uses. */
  private static final ProcessWeaving WEAVING =
      new ProcessWeaving(
          LangChain4jInstrumentor.class,
          "traces AI services, and nothing that is used outside of one",
          "LangChain4jInstrumentor.wrap(model)");

  private static final Set<AiServiceListenerRegistrar> REGISTRARS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static final Set<AiServiceContext> CONTEXTS =
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
      WEAVING.begin(
          "langchain4j",
          ProcessWeaving.within(ChatModel.class.getClassLoader()),
          WovenCalls.targets(),
          new WovenCalls(SOURCE));
      return instrumentor;
    }
  }

  /**
   * Turns the instrumentation on for an agent, which weaves itself.
   *
   * @param source what to trace with while no instrumentor is on
   * @return what makes the calls
   */
  static WovenCalls turnOn(Tracing.Source source) {
    synchronized (LOCK) {
      agent = source;
      EXECUTOR_CONTEXT.turnOn();
      return new WovenCalls(SOURCE);
    }
  }

  static void turnOff(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      if (active == instrumentor) {
        active = null;
        if (agent == null) {
          EXECUTOR_CONTEXT.turnOff();
        }
        WEAVING.undo();
      }
    }
  }

  static boolean isOn(LangChain4jInstrumentor instrumentor) {
    return active == instrumentor;
  }

  /** Listens to the events of a service. */
  static void listen(AiServiceListenerRegistrar registrar) {
    if (REGISTRARS.add(registrar)) {
      registrar.register(LISTENERS);
    }
  }

  /** Traces the parts of a service. */
  static void instrument(AiServiceContext context) {
    if (!CONTEXTS.add(context)) {
      return;
    }
    // Where another provider's registrar is in use, this is the first that we see of it.
    listen(context.eventListenerRegistrar);
    ServiceParts parts = new ServiceParts(context, SOURCE);
    context.eventListenerRegistrar.register(
        new ServiceListener<>(AiServiceStartedEvent.class, parts::started));
  }

  /** Traces a service that is about to be built, for where service files are not seen. */
  static void instrumentBuilder(Object builder) {
    try {
      Field context = AiServices.class.getDeclaredField("context");
      if (context.trySetAccessible()
          && context.get(builder) instanceof AiServiceContext serviceContext) {
        instrument(serviceContext);
      }
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("builder", t);
    }
  }

  private GlobalInstrumentation() {}
}
