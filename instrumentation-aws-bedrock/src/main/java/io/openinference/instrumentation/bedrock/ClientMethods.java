// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Recognises the clients of Bedrock and their methods. */
final class ClientMethods {

  private static final String SERVICES = "software.amazon.awssdk.services.";

  private static final Set<String> CLIENTS =
      Set.of(
          SERVICES + "bedrockruntime.DefaultBedrockRuntimeClient",
          SERVICES + "bedrockruntime.DefaultBedrockRuntimeAsyncClient",
          SERVICES + "bedrockagentruntime.DefaultBedrockAgentRuntimeClient",
          SERVICES + "bedrockagentruntime.DefaultBedrockAgentRuntimeAsyncClient");

  private static final Set<String> TRACED =
      Set.of(
          "converse",
          "converseStream",
          "invokeModel",
          "invokeModelWithResponseStream",
          "applyGuardrail",
          "retrieve",
          "rerank",
          "retrieveAndGenerate",
          "retrieveAndGenerateStream",
          "invokeAgent",
          "invokeInlineAgent");

  // Creating the fields below loads classes, and the weaver asks isWoven about each of them.
  private static final Set<String> CLIENT_TYPES =
      CLIENTS.stream().map(name -> name.replace(".Default", ".")).collect(Collectors.toSet());

  /** The actions of a proxy on the methods of clients. */
  static final Routing<Tracing> ROUTING = Routing.shared(ClientMethods::route);

  /**
   * Returns the interface of a client of Bedrock.
   *
   * @throws IllegalArgumentException if the class implements none
   */
  static Class<?> clientType(Class<?> implementation) {
    for (Class<?> type = implementation; type != null; type = type.getSuperclass()) {
      for (Class<?> implemented : type.getInterfaces()) {
        if (CLIENT_TYPES.contains(implemented.getName())) {
          return implemented;
        }
      }
    }
    throw new IllegalArgumentException(
        "wrap(client): "
            + implementation.getName()
            + " is no client of Amazon Bedrock. Allowed are "
            + CLIENT_TYPES.stream().sorted().collect(Collectors.joining(", "))
            + ".");
  }

  private static Route<Tracing> route(Method method, Class<?> implementation)
      throws NoSuchMethodException {
    // The overloads with a Consumer and the paginators call the methods with a request.
    boolean isDefault = method.isDefault() && !Routing.isOverridden(method, implementation);
    boolean leadsToRequest = isTraced(method.getName()) && !takesRequest(method);
    if (isDefault && (leadsToRequest || method.getName().endsWith("Paginator"))) {
      return Route.funnel();
    }
    Interceptor<Tracing> interceptor = interceptor(method);
    return interceptor == null ? Route.pass() : Route.trace(interceptor);
  }

  /** Returns what traces a method of a client, or null. */
  static @Nullable Interceptor<Tracing> interceptor(Method method) {
    if (method.getDeclaringClass().getName().equals(ServiceFiles.FINDER)) {
      return new ServiceFiles();
    }
    return isTraced(method.getName()) && takesRequest(method)
        ? new ClientInterceptor(method.getName())
        : null;
  }

  private static boolean takesRequest(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return types.length > 0 && SdkPojo.class.isAssignableFrom(types[0]);
  }

  /** Tells whether a class is a client of Bedrock, or finds the interceptors of clients. */
  static boolean isWoven(String className) {
    return CLIENTS.contains(className) || className.equals(ServiceFiles.FINDER);
  }

  /** Tells whether a method of such a class is woven. */
  static boolean isWoven(String className, String method) {
    return className.equals(ServiceFiles.FINDER)
        ? method.equals(ServiceFiles.METHOD)
        : isTraced(method);
  }

  private static boolean isTraced(String method) {
    return TRACED.contains(method);
  }

  private ClientMethods() {}
}
