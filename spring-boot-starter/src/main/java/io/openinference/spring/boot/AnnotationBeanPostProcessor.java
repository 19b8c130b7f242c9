// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Makes spans of the calls of annotated methods of beans, by a subclass in front of the bean. A
 * bean can still be injected by its class.
 */
final class AnnotationBeanPostProcessor extends AbstractAdvisingBeanPostProcessor {

  private static final long serialVersionUID = 1;

  private static final String[] LIBRARIES = {
    "java.", "jakarta.", "org.springframework.", "io.micrometer.", "com.fasterxml.", "org.apache."
  };

  // Not serialized: a post-processor never leaves its application context.
  private final transient Map<Class<?>, Boolean> annotated = new ConcurrentHashMap<>();

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
