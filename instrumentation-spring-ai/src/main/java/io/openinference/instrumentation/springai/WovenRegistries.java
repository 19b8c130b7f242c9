// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Gives a registry to the observations of clients, models, tools and stores that have none. Without
 * a registry, Spring AI tells nobody of its work. A registry without a handler counts as none.
 */
final class WovenRegistries {

  /** The packages of Spring AI and of the frameworks on top of it. */
  private static final String[] KNOWN = {
    "org.springframework.ai.", "com.alibaba.cloud.ai.graph.", "com.embabel.agent."
  };

  /**
   * Returns the arguments of the method that makes an observation, with our registry if they have
   * none.
   *
   * @param arguments conventions and a supplier of the observation's data, and the registry last
   */
  static Object[] withOurs(Object[] arguments) {
    try {
      int last = arguments.length - 1;
      if (last > 0 && isOfSpringAI(arguments) && makesNoObservation(arguments[last])) {
        Object[] all = arguments.clone();
        all[last] = Ours.REGISTRY;
        return all;
      }
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("registry", t);
    }
    return arguments;
  }

  /** Tells by names alone, because an application may have Micrometer and no Spring AI. */
  private static boolean isOfSpringAI(Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof ObservationConvention<?> convention && isKnown(convention)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKnown(ObservationConvention<?> convention) {
    String name = convention.getClass().getName();
    for (String known : KNOWN) {
      if (name.startsWith(known)) {
        return true;
      }
    }
    return false;
  }

  private static boolean makesNoObservation(@Nullable Object registry) {
    return registry == null || (registry instanceof ObservationRegistry known && known.isNoop());
  }

  /** Made late, because the agent loads the outer class where Micrometer is not visible. */
  private static final class Ours {

    static final ObservationRegistry REGISTRY = ObservationRegistry.create();

    static {
      // A registry without a handler makes no observations. The handler that makes the spans comes
      // by WovenHandlers, as in any other registry.
      REGISTRY.observationConfig().observationHandler(observation -> false);
    }
  }

  private WovenRegistries() {}
}
