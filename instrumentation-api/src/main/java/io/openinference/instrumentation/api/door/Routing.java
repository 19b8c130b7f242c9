// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;

/**
 * Finds the routes of a library's methods.
 *
 * @param <T> what the library's calls are traced with
 * @since 0.1.0
 */
@FunctionalInterface
public interface Routing<T> {

  /**
   * Finds the route of a method. A proxy asks once for each method.
   *
   * @param method the method of the interface
   * @param implementation the class of the object that it is called on
   * @throws ReflectiveOperationException if the route cannot be found; calls are not traced then
   */
  Route<T> route(Method method, Class<?> implementation) throws ReflectiveOperationException;

  /**
   * Returns a routing that asks once for each method of a class, for all proxies together. Keep it
   * in a static field: classes hold on to what it finds.
   *
   * @param <T> what the library's calls are traced with
   */
  static <T> Routing<T> shared(Routing<T> routing) {
    return new SharedRouting<>(routing);
  }

  /** Tells whether the class that implements a default method has code of its own for it. */
  static boolean isOverridden(Method method, Class<?> implementation) throws NoSuchMethodException {
    return implementation
            .getMethod(method.getName(), method.getParameterTypes())
            .getDeclaringClass()
        != method.getDeclaringClass();
  }
}
