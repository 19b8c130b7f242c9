// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.util.ClassUtils;

/** Wraps the beans of traced libraries, where a proxy may stand in for the bean. */
final class TracingBeanPostProcessor
    implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");
  private static final boolean HAS_MOCKITO =
      ClassUtils.isPresent("org.mockito.Mockito", TracingBeanPostProcessor.class.getClassLoader());

  /** Spring has this bean in tests with {@code @MockitoSpyBean} and its like. */
  private static final String OVERRIDDEN_BEANS =
      "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

  /** Boot 3.5 has this bean in tests, for {@code @SpyBean}. */
  private static final String SPIES_OF_BOOT_3 =
      "org.springframework.boot.test.mock.mockito.MockitoPostProcessor";

  /** A part of the names of the classes that Mockito makes for interfaces. */
  private static final String MOCK = "$MockitoMock$";

  private final Supplier<List<TracedType<?>>> typesSource;
  private final TracedBeans tracedBeans;
  private final EarlyBeans early = new EarlyBeans();
  private @Nullable ConfigurableListableBeanFactory beans;
  private @Nullable DeclaredTypes declaredTypes;
  private volatile @Nullable List<TracedType<?>> types;

  TracingBeanPostProcessor(Supplier<List<TracedType<?>>> typesSource, TracedBeans tracedBeans) {
    this.typesSource = typesSource;
    this.tracedBeans = tracedBeans;
  }

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    if (beanFactory instanceof ConfigurableListableBeanFactory listable) {
      beans = listable;
      declaredTypes = new DeclaredTypes(listable);
    }
  }

  @Override
  public boolean postProcessAfterInstantiation(Object bean, String beanName) {
    early.begin(beanName);
    return true;
  }

  @Override
  public Object getEarlyBeanReference(Object bean, String beanName) {
    early.add(beanName);
    return trace(bean, beanName);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return early.remove(beanName) ? bean : trace(bean, beanName);
  }

  private Object trace(Object bean, String beanName) {
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
        return isMock(bean) ? bean : wrapped(traced, bean, beanName);
      }
    }
    return bean;
  }

  /**
   * A test asks the injected bean for its calls, so the bean must be the mock or the spy itself.
   * Mockito attaches an agent at its first use, so this method calls Mockito only in tests that
   * override beans.
   */
  private boolean isMock(Object bean) {
    return bean.getClass().getName().contains(MOCK)
        || (HAS_MOCKITO && beans != null && hasOverriddenBeans(beans) && Mocks.contain(bean));
  }

  private static boolean hasOverriddenBeans(ConfigurableListableBeanFactory beans) {
    return beans.containsSingleton(OVERRIDDEN_BEANS) || beans.containsSingleton(SPIES_OF_BOOT_3);
  }

  private Object wrapped(TracedType<?> traced, Object bean, String beanName) {
    Class<?> declared = declaredTypes == null ? null : declaredTypes.of(beanName);
    if (mayReplace(traced, declared)) {
      Object wrapped = traced.wrapped(bean);
      // A proxy has no interfaces that are not public, and the bean may be declared by one.
      if (declared == null || declared.isInstance(wrapped)) {
        tracedBeans.addWrapped(traced, beanName);
        return wrapped;
      }
    }
    tracedBeans.addUnwrapped(traced.library());
    return bean;
  }

  private static boolean mayReplace(TracedType<?> traced, @Nullable Class<?> declared) {
    return traced.wrap() != null
        && (traced.keepsType() || (declared != null && declared.isInterface()));
  }

  private List<TracedType<?>> types() {
    List<TracedType<?>> known = types;
    if (known == null) {
      known = typesSource.get();
      types = known;
    }
    return known;
  }

  /** Mockito is on the class path of tests only. */
  private static final class Mocks {

    static boolean contain(Object bean) {
      return Mockito.mockingDetails(bean).isMock();
    }

    private Mocks() {}
  }
}
