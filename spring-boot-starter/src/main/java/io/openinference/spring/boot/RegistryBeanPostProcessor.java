// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives registries of observations the handler that makes spans, in applications where Boot does
 * not hand out handlers.
 */
final class RegistryBeanPostProcessor implements BeanPostProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  private final Supplier<ObservationHandler<Observation.Context>> handler;

  /** One registry may be several beans. */
  private final Set<ObservationRegistry> served =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /**
   * Creates a post-processor.
   *
   * @param handler makes a handler for each registry. It is no bean, which the application may have
   *     added to its registry itself: if a registry has two handlers, the first makes the span.
   */
  RegistryBeanPostProcessor(Supplier<ObservationHandler<Observation.Context>> handler) {
    this.handler = handler;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    try {
      if (bean instanceof ObservationRegistry registry && served.add(registry)) {
        registry.observationConfig().observationHandler(handler.get());
      }
    } catch (Throwable fault) {
      GUARD.handle("handler of a registry", fault);
    }
    return bean;
  }
}
