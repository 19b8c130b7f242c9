// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Routing;
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
 * Passes calls of woven methods to interceptors, which are the same as those of the proxies.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public final class InterceptingAdvice<T> implements CallAdvice {

  private static final Object[] NO_ARGUMENTS = {};

  private final TracingSource<T> source;
  private final Finder<T> finder;

  /** Cached by class, so that a class can be unloaded when its application drops it. */
  private final ClassValue<Map<Method, Optional<Interception<T>>>> interceptions =
      new ClassValue<>() {
        @Override
        protected Map<Method, Optional<Interception<T>>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /**
   * Creates advice.
   *
   * @param source supplies the object that traces calls
   * @param finder finds interceptors
   */
  public InterceptingAdvice(TracingSource<T> source, Finder<T> finder) {
    this.source = source;
    this.finder = finder;
  }

  /**
   * Creates advice whose interceptors see the woven methods themselves.
   *
   * @param source supplies the object that traces calls
   * @param finder finds the interceptors of woven methods
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> InterceptingAdvice<T> ofMethods(
      TracingSource<T> source, Routing.Finder<T> finder) {
    return new InterceptingAdvice<>(
        source,
        (method, type) -> {
          Interceptor<T> interceptor = finder.find(method);
          return interceptor == null ? null : new Interception<>(method, interceptor);
        });
  }

  @Override
  public boolean appliesTo(Method method, @Nullable Object target) {
    // Many objects have a proxy in front of them, which makes the span.
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

  /** Returns how to trace a call, or null if the call is not traced. */
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
   * Finds the interceptors of woven methods.
   *
   * @param <T> the type of the object that traces the library's calls
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Finder<T> {

    /**
     * Finds how to trace the calls of a method; called once per method and class.
     *
     * @param woven the method as its woven class declares it
     * @param targetType the class of the called object
     * @return null if the calls are not traced
     */
    @Nullable Interception<T> find(Method woven, Class<?> targetType);
  }

  /**
   * Describes how to trace the calls of one method.
   *
   * @param method the method that the interceptor sees
   * @param interceptor traces the calls
   * @param <T> the type of the object that traces the library's calls
   * @since 0.1.0
   */
  public record Interception<T>(Method method, Interceptor<T> interceptor) {}
}
