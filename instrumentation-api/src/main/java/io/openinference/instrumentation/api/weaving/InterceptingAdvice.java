// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.TracedTarget;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads calls of woven methods to interceptors, which are those of the proxies.
 *
 * @param <T> what the library's calls are traced with
 * @since 0.1.0
 */
public final class InterceptingAdvice<T> implements CallAdvice {

  private static final Object[] NO_ARGUMENTS = {};

  private final TracingSource<T> source;
  private final Finder<T> finder;

  /** By class, so that no class is kept that its application has let go of. */
  private final ClassValue<Map<Method, Optional<Interception<T>>>> interceptions =
      new ClassValue<>() {
        @Override
        protected Map<Method, Optional<Interception<T>>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /**
   * Makes advice.
   *
   * @param source says what to trace with
   * @param finder finds interceptors
   */
  public InterceptingAdvice(TracingSource<T> source, Finder<T> finder) {
    this.source = source;
    this.finder = finder;
  }

  @Override
  public boolean appliesTo(Method method, @Nullable Object target) {
    // Many objects have a proxy in front, which makes the span.
    return target == null || TracedTarget.of(Context.current()) != target;
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    Object target = call.target();
    T tracing = target == null ? null : source.active();
    if (target == null || tracing == null) {
      return call.proceed();
    }
    Interception<T> interception = interception(call.method(), target.getClass());
    return interception == null
        ? call.proceed()
        : interception.interceptor.intercept(
            tracing,
            new InterceptedCall(
                target,
                interception.method,
                call.arguments(),
                arguments -> call.proceed(arguments == null ? NO_ARGUMENTS : arguments)));
  }

  /** Returns how a call is traced, or null where it is not. */
  private @Nullable Interception<T> interception(Method woven, Class<?> targetType) {
    try {
      Map<Method, Optional<Interception<T>>> known = interceptions.get(targetType);
      Optional<Interception<T>> found = known.get(woven);
      if (found == null) {
        found = Optional.ofNullable(finder.find(woven, targetType));
        known.put(woven, found);
      }
      return found.orElse(null);
    } catch (Throwable t) {
      source.guard().handleLibrary("woven call", t);
      return null;
    }
  }

  /**
   * Finds what traces calls of woven methods.
   *
   * @param <T> what the library's calls are traced with
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Finder<T> {

    /**
     * Finds how calls of a method are traced, once for each method and class.
     *
     * @param woven the method, as the class declares it that was woven
     * @param targetType the class of the object that is called
     * @return null where the calls are not traced
     */
    @Nullable Interception<T> find(Method woven, Class<?> targetType);
  }

  /**
   * How calls of one method are traced.
   *
   * @param method what the interceptor sees as the method
   * @param interceptor traces the calls
   * @param <T> what the library's calls are traced with
   * @since 0.1.0
   */
  public record Interception<T>(Method method, Interceptor<T> interceptor) {}
}
