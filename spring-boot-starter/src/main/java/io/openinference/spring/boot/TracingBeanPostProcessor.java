// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Wraps the beans of traced libraries, where a proxy may stand in for the bean. */
final class TracingBeanPostProcessor implements BeanPostProcessor, BeanFactoryAware {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  private final Supplier<List<TracedType<?>>> typesSource;
  private final TracedBeans tracedBeans;
  private @Nullable DeclaredTypes declaredTypes;
  private volatile @Nullable List<TracedType<?>> types;

  TracingBeanPostProcessor(Supplier<List<TracedType<?>>> typesSource, TracedBeans tracedBeans) {
    this.typesSource = typesSource;
    this.tracedBeans = tracedBeans;
  }

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    if (beanFactory instanceof ConfigurableListableBeanFactory beans) {
      declaredTypes = new DeclaredTypes(beans);
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    try {
      return wrapped(bean, beanName);
    } catch (Throwable fault) {
      GUARD.handle("wrap a bean", fault);
      return bean;
    }
  }

  private Object wrapped(Object bean, String beanName) {
    // A scoped proxy only finds the real bean, which is wrapped itself.
    if (bean instanceof ScopedObject) {
      return bean;
    }
    for (TracedType<?> traced : types()) {
      if (traced.includes(bean)) {
        return wrapped(traced, bean, beanName);
      }
    }
    return bean;
  }

  private Object wrapped(TracedType<?> traced, Object bean, String beanName) {
    if (!mayReplace(traced, beanName)) {
      tracedBeans.addUnwrapped(traced.library());
      return bean;
    }
    tracedBeans.addWrapped(traced, beanName);
    return traced.wrapped(bean);
  }

  private boolean mayReplace(TracedType<?> traced, String beanName) {
    return traced.wrap() != null
        && (traced.keepsType() || (declaredTypes != null && declaredTypes.isInterface(beanName)));
  }

  private List<TracedType<?>> types() {
    List<TracedType<?>> known = types;
    if (known == null) {
      known = typesSource.get();
      types = known;
    }
    return known;
  }
}
