// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Replaces Micrometer's bridge by classes that keep the Context. Subclasses of the application
 * stay.
 */
final class BridgeBeanPostProcessor implements BeanPostProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");
  private static final String BAGGAGE = "management.tracing.baggage.";

  private final BeanFactory beans;
  private final Environment environment;

  BridgeBeanPostProcessor(BeanFactory beans, Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    try {
      if (bean.getClass() == OtelCurrentTraceContext.class) {
        return new ContextKeepingTraceContext();
      }
      if (bean.getClass() == OtelTracer.class) {
        Object tracer = tracer((OtelTracer) bean);
        return tracer == null ? bean : tracer;
      }
    } catch (Throwable fault) {
      GUARD.handle("Micrometer's bridge", fault);
    }
    return bean;
  }

  private @Nullable OtelTracer tracer(OtelTracer original) {
    ObjectProvider<Tracer> tracer = beans.getBeanProvider(Tracer.class);
    Tracer unique = tracer.getIfUnique();
    OtelTracer.EventPublisher publisher =
        beans.getBeanProvider(OtelTracer.EventPublisher.class).getIfUnique();
    return unique != null
            && publisher != null
            && original.currentTraceContext() instanceof ContextKeepingTraceContext context
        ? new ContextKeepingTracer(
            unique, context, publisher, fields("remote-fields"), fields("tag-fields"))
        : null;
  }

  private List<String> fields(String name) {
    return Binder.get(environment)
        .bind(BAGGAGE + name, Bindable.listOf(String.class))
        .orElse(List.of());
  }
}
