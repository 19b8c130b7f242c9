// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.RequestOptions;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Recognises anthropic-java's clients, services and operations. */
final class Services {

  /** What a proxy does with the methods of clients and services. */
  static final Routing<Tracing> ROUTING = Routing.shared(Services::route);

  private static final String CLIENTS = "com.anthropic.client.";
  private static final String TOOL_RUNNER = "toolRunner";

  private static Route<Tracing> route(Method method, Class<?> implementation)
      throws NoSuchMethodException {
    if (isService(method.getReturnType())) {
      return Route.wrap();
    }
    if (method.isDefault()
        && !Routing.isOverridden(method, implementation)
        && !addsOptionsOnly(method, implementation)) {
      return Route.funnel();
    }
    Interceptor<Tracing> interceptor = interceptor(method);
    return interceptor == null ? Route.pass() : Route.trace(interceptor);
  }

  /** Returns what traces a method of a service, or of a class that implements one, or null. */
  static @Nullable Interceptor<Tracing> interceptor(Method method) {
    String service = ServiceNames.ofClass(method.getDeclaringClass().getName());
    if (service != null && method.getName().equals(TOOL_RUNNER)) {
      return ToolRunners.INTERCEPTOR;
    }
    Operation<?> operation = Operations.find(service, method.getName());
    return operation == null
        ? null
        : new OperationInterceptor<>(
            operation, method.getName().endsWith("Streaming"), TracingResults.TRACER);
  }

  /** Tells whether a class implements a service whose calls are traced. */
  static boolean isWoven(String className) {
    return className.endsWith("Impl") && ServiceNames.ofClass(className) != null;
  }

  /** Tells whether a method of such a class is traced. */
  static boolean isWoven(String className, String method) {
    return method.equals(TOOL_RUNNER)
        || Operations.find(ServiceNames.ofClass(className), method) != null;
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

  private static boolean isService(Class<?> type) {
    String name = type.getName();
    return type.isInterface()
        && (name.startsWith(CLIENTS)
            || name.startsWith(ServiceNames.BLOCKING)
            || name.startsWith(ServiceNames.ASYNC));
  }

  private Services() {}
}
