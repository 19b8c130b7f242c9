// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the routes of a library's methods.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
@FunctionalInterface
public interface Routing<T> {

  /**
   * Finds the route of a method. A proxy calls this once per method.
   *
   * @param method the method of the interface
   * @param implementation the class of the called object
   * @throws ReflectiveOperationException if the route cannot be found; the calls are then not
   *     traced
   */
  Route<T> route(Method method, Class<?> implementation) throws ReflectiveOperationException;

  /**
   * Returns a routing that finds the route of each method once per class and shares it between
   * proxies. Keep the routing in a static field, because classes refer to its results.
   *
   * @param <T> the type of the object that traces the library's calls
   */
  static <T> Routing<T> shared(Routing<T> routing) {
    return new SharedRouting<>(routing);
  }

  /**
   * Returns the routing of a client that is generated as a tree of services, as those of OpenAI and
   * Anthropic are. Keep the routing in a static field, because classes refer to its results.
   *
   * @param isService tells whether a type is the interface of a client or of a service; results of
   *     such a type are wrapped
   * @param options returns the type of the last parameter that some overloads add. It is asked when
   *     a method is routed. An agent loads the class that keeps the routing where the library is
   *     missing, so that class must not refer to types of the library before
   * @param interceptors finds the interceptors of the other methods
   * @param <T> the type of the object that traces the library's calls
   */
  static <T> Routing<T> ofServices(
      Predicate<Class<?>> isService, Supplier<Class<?>> options, Finder<T> interceptors) {
    return shared(new ServiceRouting<>(isService, options, interceptors));
  }

  /** Tells whether the implementing class overrides a default method. */
  static boolean isOverridden(Method method, Class<?> implementation) throws NoSuchMethodException {
    return implementation
            .getMethod(method.getName(), method.getParameterTypes())
            .getDeclaringClass()
        != method.getDeclaringClass();
  }

  /**
   * Finds the interceptors of methods.
   *
   * @param <T> the type of the object that traces the library's calls
   * @since 0.1.0
   */
  @FunctionalInterface
  interface Finder<T> {

    /** Returns the interceptor of a method, or null if its calls are not traced. */
    @Nullable Interceptor<T> find(Method method);
  }
}
