// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The routing of a client that is generated as a tree of services. */
record ServiceRouting<T>(
    Predicate<Class<?>> isService, Supplier<Class<?>> options, Routing.Finder<T> interceptors)
    implements Routing<T> {

  @Override
  public Route<T> route(Method method, Class<?> implementation) throws NoSuchMethodException {
    if (isService.test(method.getReturnType())) {
      return Route.wrap();
    }
    // Sub-services are default methods that throw in newer releases, and implementations override.
    if (method.isDefault()
        && !Routing.isOverridden(method, implementation)
        && !addsOptionsOnly(method, implementation)) {
      return Route.funnel();
    }
    Interceptor<T> interceptor = interceptors.find(method);
    return interceptor == null ? Route.pass() : Route.trace(interceptor);
  }

  /**
   * Tells whether a method only calls its overload with options and the implementation declares
   * that overload. The method is then traced itself, because passing through the proxy twice would
   * cost more.
   */
  private boolean addsOptionsOnly(Method method, Class<?> implementation) {
    Class<?>[] types = method.getParameterTypes();
    Class<?>[] withOptions = Arrays.copyOf(types, types.length + 1);
    withOptions[types.length] = options.get();
    try {
      Method other = implementation.getMethod(method.getName(), withOptions);
      return !other.isDefault() && other.getReturnType() == method.getReturnType();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
