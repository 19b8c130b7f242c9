// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Turns the instrumentation of all AI services of the process on or off. */
final class ServiceInstrumentation {

  private static final Object LOCK = new Object();

  /**
   * Weaving reaches objects that service files cannot reach: models and stores that no AI service
   * uses.
   */
  private static final InstrumentationSwitch<LangChain4jInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.helpedByWeaving(
          LangChain4jInstrumentor.class,
          "traces only AI services, and no models and stores outside of them",
          "LangChain4jInstrumentor.wrap(model)",
          Tracing.GUARD,
          // A lambda and not a method reference, which would load the class and so require the
          // bytecode module.
          on -> LangChain4jWeaving.ofProcess(on));

  private static final List<AiServiceListener<?>> LISTENERS = ServiceListeners.of(SWITCH);

  // LOCK guards these fields.
  private static final ExecutorContext EXECUTOR_CONTEXT = new ExecutorContext();

  private static final Set<AiServiceListenerRegistrar> REGISTRARS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static final Set<AiServiceContext> CONTEXTS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  static InstrumentationSwitch<LangChain4jInstrumentor, Tracing> instrumentation() {
    return SWITCH;
  }

  /** Turns an instrumentor on unless one is on, and returns the one that is on. */
  static LangChain4jInstrumentor turnOn(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      EXECUTOR_CONTEXT.turnOn();
      return SWITCH.turnOn(instrumentor, instrumentor.tracing());
    }
  }

  /** Turns an instrumentor on unless one is on, for AI services alone, and weaves nothing. */
  static LangChain4jInstrumentor turnOnForServices(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      EXECUTOR_CONTEXT.turnOn();
      return SWITCH.turnOnWithoutWeaving(instrumentor, instrumentor.tracing());
    }
  }

  /** Turns the instrumentation on for an agent, which weaves itself. */
  static void traceForAgent(Supplier<?> openTelemetry) {
    synchronized (LOCK) {
      EXECUTOR_CONTEXT.turnOn();
      SWITCH.traceForAgent(
          openTelemetry, latest -> LangChain4jInstrumentor.create(latest).tracing());
    }
  }

  static void turnOff(LangChain4jInstrumentor instrumentor) {
    synchronized (LOCK) {
      SWITCH.turnOff(instrumentor);
      if (SWITCH.instrumentor() == null && !SWITCH.hasAgent()) {
        EXECUTOR_CONTEXT.turnOff();
      }
    }
  }

  static boolean isOn(LangChain4jInstrumentor instrumentor) {
    return SWITCH.isOn(instrumentor);
  }

  /** Registers listeners for the events of a service. */
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
    // If another provider's registrar is in use, this is the first call that reaches us.
    listen(context.eventListenerRegistrar);
    ServiceParts parts = new ServiceParts(context, SWITCH);
    context.eventListenerRegistrar.register(
        new ServiceListener<>(AiServiceStartedEvent.class, parts::started));
  }

  /** Traces a service before it is built, for class loaders that cannot see our service files. */
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

  private ServiceInstrumentation() {}
}
