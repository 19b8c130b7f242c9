// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.CredentialRedactor;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.masking.ContentMask;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a call from the getters of its options. Each model has its own class of
 * options, and the names of the getters are the names of the API's parameters in another spelling.
 */
final class OptionParameters {

  private static final int MAX_DEPTH = 5;

  /** The fields that an application adds to a request. */
  private static final String ADDED_FIELDS = "extra_body";

  private static final OptionalProperty EXTRA_BODY = OptionalProperty.named("getExtraBody");

  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /**
   * Options that the span has elsewhere, that are no parameter of the model, or that tell how to
   * reach the server.
   */
  private static final Set<String> EXCLUDED =
      Set.of(
          "class",
          "declaring_class",
          ADDED_FIELDS,
          "model",
          "tool_callbacks",
          "tool_names",
          "tool_context",
          "internal_tool_execution_enabled",
          "http_headers",
          "custom_headers",
          "base_url",
          "api_key",
          "credential",
          "organization_id",
          "deployment_name",
          "microsoft_deployment_name",
          "microsoft_foundry",
          "microsoft_foundry_service_version",
          "git_hub_models",
          "timeout",
          "max_retries",
          "proxy",
          // A switch of Spring AI 1 for stream_options.
          "stream_usage",
          // Derived from response_format.
          "output_schema");

  private static final ClassValue<Map<String, Method>> GETTERS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return getters(type);
        }
      };

  /** Returns the parameters of a call that are set, without credentials. */
  static Map<String, ?> of(Object options, ContentMask mask) {
    Map<String, Object> parameters = properties(options, 0);
    if (EXTRA_BODY.read(options) instanceof Map<?, ?> fields) {
      // The application's own objects, which the library sends as JSON.
      Map<String, ?> shown = mask.addedFields(fields);
      if (!shown.isEmpty()) {
        parameters.put(ADDED_FIELDS, shown);
      }
    }
    if (parameters.containsKey("stop")) {
      // Both are one list of OpenAI's options.
      parameters.remove("stop_sequences");
    }
    return CredentialRedactor.redactFields(parameters);
  }

  /** Returns the properties of an object of Spring AI that are set. */
  static Map<String, ?> of(Object bean) {
    return CredentialRedactor.redactFields(properties(bean, 0));
  }

  private static Map<String, Object> properties(Object bean, int depth) {
    Map<String, Object> properties = new TreeMap<>();
    GETTERS
        .get(bean.getClass())
        .forEach(
            (name, getter) -> {
              Object value = value(OptionalProperty.invoke(getter, bean), depth + 1);
              if (value != null) {
                properties.put(name, value);
              }
            });
    return properties;
  }

  private static @Nullable Object value(@Nullable Object value, int depth) {
    Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (present == null || depth > MAX_DEPTH) {
      return null;
    }
    if (present instanceof Map<?, ?> map) {
      return map(map, depth);
    }
    if (present instanceof Collection<?> collection) {
      return list(collection, depth);
    }
    if (present.getClass().isArray()) {
      return array(present, depth);
    }
    return isBean(present.getClass()) ? orNull(properties(present, depth)) : scalar(present);
  }

  private static @Nullable Map<String, Object> map(Map<?, ?> map, int depth) {
    Map<String, Object> values = new TreeMap<>();
    map.forEach(
        (key, element) -> {
          Object value = value(element, depth + 1);
          if (value != null) {
            values.put(String.valueOf(key), value);
          }
        });
    return orNull(values);
  }

  private static @Nullable List<Object> list(Collection<?> collection, int depth) {
    List<Object> values = new ArrayList<>();
    for (Object element : collection) {
      Object value = value(element, depth + 1);
      if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty() ? null : values;
  }

  private static @Nullable Object array(Object array, int depth) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      values.add(Array.get(array, i));
    }
    return list(values, depth);
  }

  private static @Nullable Map<String, Object> orNull(Map<String, Object> values) {
    return values.isEmpty() ? null : values;
  }

  private static Object scalar(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : wireName(value);
  }

  /** Returns a text; the names of enums are words of the API in capitals. */
  private static String wireName(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  /** Tells whether a value is an object of Spring AI with properties of its own. */
  private static boolean isBean(Class<?> type) {
    return !type.isEnum()
        && !Enum.class.isAssignableFrom(type)
        && type.getName().startsWith("org.springframework.ai.")
        && !GETTERS.get(type).isEmpty();
  }

  private static Map<String, Method> getters(Class<?> type) {
    Map<String, Method> getters = new TreeMap<>();
    for (Method method : type.getMethods()) {
      String property = property(type, method);
      if (property != null && !EXCLUDED.contains(property)) {
        Method accessor = OptionalProperty.accessor(type, method.getName());
        if (accessor != null) {
          getters.put(property, accessor);
        }
      }
    }
    return getters;
  }

  private static @Nullable String property(Class<?> type, Method method) {
    boolean isAccessor =
        method.getParameterCount() == 0
            && !Modifier.isStatic(method.getModifiers())
            && method.getDeclaringClass() != Object.class;
    String name = method.getName();
    if (!isAccessor) {
      return null;
    }
    if (name.startsWith("get") && name.length() > 3) {
      return snakeCase(name.substring(3));
    }
    if (name.startsWith("is") && name.length() > 2 && method.getReturnType() == boolean.class) {
      return snakeCase(name.substring(2));
    }
    boolean isComponent =
        type.isRecord()
            && !name.equals("toString")
            && !name.equals("hashCode")
            && method.getReturnType() != void.class;
    return isComponent ? snakeCase(name) : null;
  }

  private static String snakeCase(String name) {
    return CAPITAL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private OptionParameters() {}
}
