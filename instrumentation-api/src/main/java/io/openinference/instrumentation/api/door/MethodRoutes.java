// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Caches the routes of the methods of one class. */
final class MethodRoutes<T> {

  private final Routing<T> routing;
  private final Class<?> implementation;
  private final Map<Method, Route<T>> routes = new ConcurrentHashMap<>();

  MethodRoutes(Routing<T> routing, Class<?> implementation) {
    this.routing = routing;
    this.implementation = implementation;
  }

  static <T> MethodRoutes<T> of(Routing<T> routing, Class<?> implementation) {
    return routing instanceof SharedRouting<T> shared
        ? shared.of(implementation)
        : new MethodRoutes<>(routing, implementation);
  }

  Route<T> get(Method method, TelemetryGuard guard) {
    Route<T> known = routes.get(method);
    return known == null ? find(method, guard) : known;
  }

  private Route<T> find(Method method, TelemetryGuard guard) {
    Route<T> route = Route.pass();
    try {
      route = routing.route(method, implementation);
    } catch (Throwable t) {
      guard.handleLibrary("route", t);
    }
    routes.put(method, route);
    return route;
  }
}
