// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.RequestOptions;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Recognizes openai-java's clients, services and operations. */
final class Services {

  /** Decides how a proxy handles the methods of clients and services. */
  static final Routing<Tracing> ROUTING = Routing.shared(Services::route);

  private static final String CLIENTS = "com.openai.client.";
  private static final String SERVICES = "com.openai.services.";

  private static Route<Tracing> route(Method method, Class<?> implementation)
      throws NoSuchMethodException {
    if (isService(method.getReturnType())) {
      return Route.wrap();
    }
    // Sub-services are default methods that throw in newer releases, and implementations override.
    if (method.isDefault()
        && !Routing.isOverridden(method, implementation)
        && !addsOptionsOnly(method, implementation)) {
      return Route.funnel();
    }
    Interceptor<Tracing> interceptor = interceptor(serviceName(method), method.getName());
    return interceptor == null ? Route.pass() : Route.trace(interceptor);
  }

  /** Returns the interceptor of a method of a class that implements a service, or null. */
  static @Nullable Interceptor<Tracing> interceptorOfImplementation(Method method) {
    String implementation = method.getDeclaringClass().getName();
    return interceptor(ServiceNames.ofImplementation(implementation), method.getName());
  }

  private static @Nullable Interceptor<Tracing> interceptor(String service, String method) {
    Operation<?> operation = Operations.find(service, method);
    return operation == null
        ? null
        : new OperationInterceptor<>(
            operation, ServiceNames.isStreaming(method), TracingResults.TRACER);
  }

  /**
   * Tells whether a method only calls its overload with options and the implementation declares
   * that overload. The overload is then traced instead, because passing through the proxy twice
   * would cost more.
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

  static boolean isService(Class<?> type) {
    return type.isInterface()
        && (type.getName().startsWith(CLIENTS) || type.getName().startsWith(SERVICES));
  }

  /**
   * The sync, async and raw interfaces of a service have the same operations under the same names.
   */
  private static String serviceName(Method method) {
    Class<?> service = method.getDeclaringClass();
    Class<?> outer = service.getDeclaringClass();
    return ServiceNames.withoutSuffix((outer == null ? service : outer).getSimpleName(), "Async");
  }

  private Services() {}
}
