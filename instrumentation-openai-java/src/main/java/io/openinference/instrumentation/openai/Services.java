// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.RequestOptions;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Recognizes openai-java's clients, services and operations. */
final class Services {

  /** Decides how a proxy handles the methods of clients and services. */
  static final Routing<OpenAITracing> ROUTING =
      Routing.ofServices(
          Services::isService,
          () -> RequestOptions.class,
          method -> interceptor(serviceName(method), method.getName()));

  private static final String CLIENTS = "com.openai.client.";
  private static final String SERVICES = "com.openai.services.";

  /** Returns the interceptor of a method of a class that implements a service, or null. */
  static @Nullable Interceptor<OpenAITracing> interceptorOfImplementation(Method method) {
    String implementation = method.getDeclaringClass().getName();
    return interceptor(ServiceNames.ofImplementation(implementation), method.getName());
  }

  private static @Nullable Interceptor<OpenAITracing> interceptor(String service, String method) {
    Operation<?> operation = Operations.find(service, method);
    return operation == null
        ? null
        : new OperationInterceptor<>(
            operation, ServiceNames.isStreaming(method), TracingResults.TRACER);
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
