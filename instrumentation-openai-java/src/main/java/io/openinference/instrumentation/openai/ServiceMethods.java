// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The methods of one class of clients or services, looked up once in the life of the class. */
final class ServiceMethods {

  private static final ClassValue<ServiceMethods> BY_IMPLEMENTATION =
      new ClassValue<>() {
        @Override
        protected ServiceMethods computeValue(Class<?> implementation) {
          return new ServiceMethods(implementation);
        }
      };

  private final Map<Method, ServiceMethod> methods = new ConcurrentHashMap<>();
  private final Class<?> implementation;

  private ServiceMethods(Class<?> implementation) {
    this.implementation = implementation;
  }

  static ServiceMethods of(Class<?> implementation) {
    return BY_IMPLEMENTATION.get(implementation);
  }

  ServiceMethod get(Method method) {
    ServiceMethod known = methods.get(method);
    return known == null
        ? methods.computeIfAbsent(method, key -> ServiceMethod.of(key, implementation))
        : known;
  }
}
