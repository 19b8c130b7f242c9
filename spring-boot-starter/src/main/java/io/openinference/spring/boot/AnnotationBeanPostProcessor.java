// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Makes spans of the calls of annotated methods of beans, by a subclass in front of the bean. A
 * bean can still be injected by its class.
 */
final class AnnotationBeanPostProcessor extends AbstractAdvisingBeanPostProcessor
    implements SmartInstantiationAwareBeanPostProcessor {

  private static final long serialVersionUID = 1;
  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  /** Libraries with many beans. To read the methods of their classes would delay the start. */
  private static final String[] LIBRARIES = {
    "java.",
    "jakarta.",
    "org.springframework.",
    "io.micrometer.",
    "com.fasterxml.",
    "org.apache.catalina.",
    "org.apache.tomcat."
  };

  private static final String APPLICATIONS_OF_SPRING = "org.springframework.samples.";

  // Not serialized: a post-processor never leaves its application context.
  private final transient Map<Class<?>, Boolean> annotated = new ConcurrentHashMap<>();
  private final transient EarlyBeans early = new EarlyBeans();

  AnnotationBeanPostProcessor(Supplier<AnnotationInstrumentor> instrumentor) {
    // A subclass, so that the bean can be injected by its class.
    setProxyTargetClass(true);
    StaticMethodMatcherPointcut pointcut =
        new StaticMethodMatcherPointcut() {
          @Override
          public boolean matches(Method method, Class<?> targetClass) {
            return AnnotationInstrumentor.isTraced(
                AopUtils.getMostSpecificMethod(method, targetClass));
          }
        };
    pointcut.setClassFilter(new AnnotatedClasses());
    this.advisor = new DefaultPointcutAdvisor(pointcut, new SpanInterceptor(instrumentor));
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
      return hasSpans(bean)
              || (needsSubclass(bean) && !mayHaveSubclass(ClassUtils.getUserClass(bean)))
          ? bean
          : super.postProcessAfterInitialization(bean, beanName);
    } catch (Throwable fault) {
      GUARD.handle("trace an annotated bean", fault);
      return bean;
    }
  }

  /** One object may be several beans, also of several contexts. */
  private static boolean hasSpans(Object bean) {
    if (bean instanceof Advised proxy) {
      for (Advisor advisor : proxy.getAdvisors()) {
        if (advisor.getAdvice() instanceof SpanInterceptor) {
          return true;
        }
      }
    }
    return false;
  }

  /** A bean that is a proxy of Spring already gets one more advisor and no subclass. */
  private boolean needsSubclass(Object bean) {
    return !(bean instanceof Advised) && isAnnotated(bean.getClass());
  }

  private static boolean mayHaveSubclass(Class<?> type) {
    return !type.isSealed() && hasVisibleConstructor(type) && !hasFinalMethod(type);
  }

  private static boolean hasVisibleConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (!Modifier.isPrivate(constructor.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  /** A final method, also an inherited one, runs on the subclass itself, whose fields are empty. */
  private static boolean hasFinalMethod(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        int modifiers = method.getModifiers();
        if (Modifier.isFinal(modifiers)
            && !Modifier.isPrivate(modifiers)
            && !Modifier.isStatic(modifiers)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  protected boolean isEligible(Class<?> targetClass) {
    return isAnnotated(targetClass) && super.isEligible(targetClass);
  }

  private boolean isAnnotated(Class<?> type) {
    return annotated.computeIfAbsent(type, AnnotationBeanPostProcessor::hasAnnotatedMethod);
  }

  private static boolean hasAnnotatedMethod(Class<?> type) {
    if (Modifier.isFinal(type.getModifiers())) {
      return false;
    }
    for (Class<?> c = type; c != null && isOfApplication(c.getName()); c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (!Modifier.isPrivate(method.getModifiers()) && AnnotationInstrumentor.isTraced(method)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfApplication(String className) {
    if (className.startsWith(APPLICATIONS_OF_SPRING)) {
      return true;
    }
    for (String library : LIBRARIES) {
      if (className.startsWith(library)) {
        return false;
      }
    }
    return true;
  }

  private final class AnnotatedClasses implements ClassFilter {

    @Override
    public boolean matches(Class<?> type) {
      return isAnnotated(type);
    }
  }

  private record SpanInterceptor(Supplier<AnnotationInstrumentor> instrumentor)
      implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
      Object target = invocation.getThis();
      Method method = invocation.getMethod();
      return instrumentor
          .get()
          .call(
              target == null ? method : AopUtils.getMostSpecificMethod(method, target.getClass()),
              target,
              invocation.getArguments(),
              invocation::proceed);
    }
  }
}
