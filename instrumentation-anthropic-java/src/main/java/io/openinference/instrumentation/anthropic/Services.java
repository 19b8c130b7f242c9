// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.RequestOptions;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Recognizes anthropic-java's clients, services and operations. */
final class Services {

  /** Decides how a proxy handles the methods of clients and services. */
  static final Routing<AnthropicTracing> ROUTING =
      Routing.ofServices(Services::isService, () -> RequestOptions.class, Services::interceptor);

  private static final String CLIENTS = "com.anthropic.client.";
  private static final String TOOL_RUNNER = "toolRunner";

  /** Returns what traces a method of a service, or of a class that implements one, or null. */
  static @Nullable Interceptor<AnthropicTracing> interceptor(Method method) {
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

  private static boolean isService(Class<?> type) {
    String name = type.getName();
    return type.isInterface()
        && (name.startsWith(CLIENTS)
            || name.startsWith(ServiceNames.BLOCKING)
            || name.startsWith(ServiceNames.ASYNC));
  }

  private Services() {}
}
