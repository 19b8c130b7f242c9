// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.RequestOptions;
import io.openinference.instrumentation.api.call.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What to do with a method of a client or service, found out once per class that implements it. */
final class ServiceMethod {

  /** What a proxy does with a method. */
  enum Route {
    /** {@code equals}, which must see through the other proxy. */
    EQUALS,
    /** Run the interface's own code on the proxy, so that the method it leads to is traced. */
    DEFAULT,
    /** Call, and wrap the client or service that comes back. */
    SERVICE,
    /** Call, and trace if it is an operation. */
    CALL
  }

  private static final String CLIENTS = "com.openai.client.";
  private static final String SERVICES = "com.openai.services.";

  private final Method method;
  private final Route route;
  private final @Nullable Operation<?> operation;

  private ServiceMethod(Method method, Route route, @Nullable Operation<?> operation) {
    this.method = method;
    this.route = route;
    this.operation = operation;
  }

  static ServiceMethod of(Method method, Class<?> implementation) {
    if (method.getDeclaringClass() == Object.class) {
      Route route = method.getName().equals("equals") ? Route.EQUALS : Route.CALL;
      return new ServiceMethod(method, route, null);
    }
    if (method.isDefault()
        && !overrides(implementation, method)
        && !addsOptionsOnly(method, implementation)) {
      return new ServiceMethod(method, Route.DEFAULT, null);
    }
    if (isService(method.getReturnType())) {
      return new ServiceMethod(method, Route.SERVICE, null);
    }
    return new ServiceMethod(
        method, Route.CALL, Operations.find(serviceName(method), method.getName()));
  }

  /**
   * Tells whether a method does nothing but call the one that also takes options, which the
   * implementation has: then it is traced itself, for the proxy costs more than once.
   */
  private static boolean addsOptionsOnly(Method method, Class<?> implementation) {
    Class<?>[] types = method.getParameterTypes();
    Class<?>[] withOptions = Arrays.copyOf(types, types.length + 1);
    withOptions[types.length] = RequestOptions.class;
    try {
      Method other = implementation.getMethod(method.getName(), withOptions);
      return !other.isDefault() && other.getReturnType() == method.getReturnType();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /**
   * Sub-services are default methods that throw in newer releases, and implementations override.
   */
  private static boolean overrides(Class<?> implementation, Method method) {
    try {
      return !implementation
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .isInterface();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isService(Class<?> type) {
    return type.isInterface()
        && (type.getName().startsWith(CLIENTS) || type.getName().startsWith(SERVICES));
  }

  /** The sync, async and raw interfaces of a service have its operations under the same names. */
  private static String serviceName(Method method) {
    Class<?> service = method.getDeclaringClass();
    Class<?> outer = service.getDeclaringClass();
    return ServiceNames.withoutSuffix((outer == null ? service : outer).getSimpleName(), "Async");
  }

  Route route() {
    return route;
  }

  /** Returns what the call records, or null if it makes no span. */
  @Nullable Operation<?> operation() {
    return operation;
  }

  /** Returns the type of service that the method gives. */
  Class<?> returnType() {
    return method.getReturnType();
  }

  boolean isStreaming() {
    return ServiceNames.isStreaming(method.getName());
  }

  /** Calls the method; what it throws comes out unchanged. */
  @Nullable Object invoke(Object target, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
