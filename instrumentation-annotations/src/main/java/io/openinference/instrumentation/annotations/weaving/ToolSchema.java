// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the JSON schema of a tool's input from a method's signature. */
final class ToolSchema {

  /**
   * Writes the schema.
   *
   * @param parameters the recorded parameters, by position
   */
  static String of(Method method, Map<Integer, String> parameters) {
    List<String> properties = new ArrayList<>();
    List<String> required = new ArrayList<>();
    parameters.forEach(
        (index, name) -> {
          Class<?> type = method.getParameterTypes()[index];
          properties.add(quoted(name) + ":" + type(type));
          if (type != Optional.class) {
            required.add(quoted(name));
          }
        });
    return "{\"type\":\"object\",\"properties\":{"
        + String.join(",", properties)
        + "},\"required\":["
        + String.join(",", required)
        + "]}";
  }

  private static String type(Class<?> type) {
    if (type.isEnum()) {
      // Not getEnumConstants(), which would initialize the class before the application does.
      List<String> names =
          Arrays.stream(type.getFields())
              .filter(Field::isEnumConstant)
              .map(constant -> quoted(constant.getName()))
              .toList();
      return "{\"type\":\"string\",\"enum\":[" + String.join(",", names) + "]}";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return type.isArray()
          ? "{\"type\":\"array\",\"items\":" + type(type.getComponentType()) + "}"
          : "{\"type\":\"array\"}";
    }
    return "{\"type\":" + quoted(scalar(type)) + "}";
  }

  private static String scalar(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)
        || type == char.class
        || type == Character.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == float.class
        || type == double.class
        || type == Float.class
        || type == Double.class) {
      return "number";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "integer" : "object";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private ToolSchema() {}
}
