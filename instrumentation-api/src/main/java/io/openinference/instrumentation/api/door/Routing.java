// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;

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

  /** Tells whether the implementing class overrides a default method. */
  static boolean isOverridden(Method method, Class<?> implementation) throws NoSuchMethodException {
    return implementation
            .getMethod(method.getName(), method.getParameterTypes())
            .getDeclaringClass()
        != method.getDeclaringClass();
  }
}
