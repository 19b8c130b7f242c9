// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.CallObserver;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns two things from a Spring Boot application: its OpenTelemetry, which Boot does not make the
 * global one, and its name.
 */
final class SpringBootHooks implements CallObserver {

  static final String LIBRARY = "spring-boot";

  private static final String SERVICE_NAME = "otel.service.name";
  private static final String ENVIRONMENT_METHOD = "prepareEnvironment";

  /** The methods by class: those of the beans of both majors, and the one that reads the name. */
  private static final Map<String, String> METHODS =
      Map.of(
          "org.springframework.boot.actuate.autoconfigure.opentelemetry"
              + ".OpenTelemetryAutoConfiguration",
          "openTelemetry",
          "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
          "openTelemetrySdk",
          "org.springframework.boot.SpringApplication",
          ENVIRONMENT_METHOD);

  static List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofClasses(
            METHODS::containsKey, (type, method) -> method.equals(METHODS.get(type))));
  }

  @Override
  public @Nullable CallEnd begin(
      Method method, @Nullable Object target, @Nullable Object[] arguments) {
    return (result, thrown) -> {
      if (result != null && method.getName().equals(ENVIRONMENT_METHOD)) {
        nameService(result);
      } else if (result != null) {
        HostedOpenTelemetry.add(method.getDeclaringClass().getClassLoader(), result);
      }
      return result;
    };
  }

  /** The agent's SDK starts later and reads the property, unless the user has named the service. */
  private static void nameService(Object environment) {
    Object name = property(environment, "spring.application.name");
    if (name instanceof String text
        && !text.isBlank()
        && System.getProperty(SERVICE_NAME) == null
        && System.getenv("OTEL_SERVICE_NAME") == null
        && !mentionsServiceName(System.getenv("OTEL_RESOURCE_ATTRIBUTES"))
        && !mentionsServiceName(System.getProperty("otel.resource.attributes"))) {
      System.setProperty(SERVICE_NAME, text);
    }
  }

  private static boolean mentionsServiceName(@Nullable String attributes) {
    return attributes != null && attributes.contains("service.name=");
  }

  private static @Nullable Object property(Object environment, String name) {
    try {
      return Class.forName(
              "org.springframework.core.env.PropertyResolver",
              false,
              environment.getClass().getClassLoader())
          .getMethod("getProperty", String.class)
          .invoke(environment, name);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }
}
