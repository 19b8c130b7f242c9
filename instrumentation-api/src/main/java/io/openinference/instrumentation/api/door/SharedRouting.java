// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;

/** Caches the routes of each class for the lifetime of the class. */
final class SharedRouting<T> implements Routing<T> {

  private final Routing<T> routing;
  private final ClassValue<MethodRoutes<T>> routes =
      new ClassValue<>() {
        @Override
        protected MethodRoutes<T> computeValue(Class<?> implementation) {
          return new MethodRoutes<>(routing, implementation);
        }
      };

  SharedRouting(Routing<T> routing) {
    this.routing = routing;
  }

  MethodRoutes<T> of(Class<?> implementation) {
    return routes.get(implementation);
  }

  @Override
  public Route<T> route(Method method, Class<?> implementation)
      throws ReflectiveOperationException {
    return routing.route(method, implementation);
  }
}
