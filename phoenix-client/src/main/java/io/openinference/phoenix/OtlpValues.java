// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes in OTLP's JSON. */
final class OtlpValues {

  /** Reads a list of keys and values. */
  static Map<String, @Nullable Object> attributes(@Nullable Object list) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> pair : Json.maps(list)) {
      attributes.put(String.valueOf(pair.get("key")), value(Json.map(pair.get("value"))));
    }
    return attributes;
  }

  /** Writes a list of keys and values. */
  static List<Map<String, @Nullable Object>> list(Map<String, @Nullable Object> attributes) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    attributes.forEach((key, value) -> list.add(Json.object("key", key, "value", any(value))));
    return list;
  }

  private static @Nullable Object value(Map<String, @Nullable Object> any) {
    for (Map.Entry<String, @Nullable Object> entry : any.entrySet()) {
      Object value = entry.getValue();
      Object read = value == null ? null : value(entry.getKey(), value);
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable Object value(String type, Object value) {
    return switch (type) {
      case "stringValue", "boolValue", "bytesValue" -> value;
      // Infinity and NaN are texts.
      case "doubleValue" -> Double.valueOf(value.toString());
      // A text, because JavaScript rounds long numbers.
      case "intValue" -> Long.valueOf(value.toString());
      case "arrayValue" -> list(value);
      case "kvlistValue" -> attributes(Json.map(value).get("values"));
      // A type of a later release.
      default -> null;
    };
  }

  private static List<@Nullable Object> list(Object array) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Map<String, @Nullable Object> each : Json.maps(Json.map(array).get("values"))) {
      values.add(value(each));
    }
    return Collections.unmodifiableList(values);
  }

  private static Map<String, @Nullable Object> any(@Nullable Object value) {
    if (value instanceof Boolean) {
      return Json.object("boolValue", value);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean isFinite = !Double.isNaN(number) && !Double.isInfinite(number);
      return Json.object("doubleValue", isFinite ? value : value.toString());
    }
    if (value instanceof Number) {
      return Json.object("intValue", value.toString());
    }
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(each -> values.add(any(each)));
      return Json.object("arrayValue", Map.of("values", values));
    }
    if (value instanceof Map<?, ?> map) {
      return Json.object("kvlistValue", Map.of("values", list(Json.immutableMap(map))));
    }
    return Json.object("stringValue", value == null ? null : value.toString());
  }

  private OtlpValues() {}
}
