// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as a map from name to value, in the given order. Integers are Long, floating-point
 * numbers Double, arrays and collections List, so that values compare equal in whatever type they
 * were written.
 */
final class FlatAttributes {

  /** Converts the attributes of a span. */
  static Map<String, Object> of(Attributes attributes) {
    Map<String, Object> flat = new LinkedHashMap<>();
    attributes.forEach((key, value) -> flat.put(key.getKey(), normalize(value)));
    return flat;
  }

  /**
   * Converts attributes that a test wrote.
   *
   * @throws NullPointerException if a value is null
   */
  static Map<String, Object> of(Map<String, ?> attributes) {
    Map<String, Object> flat = new LinkedHashMap<>();
    attributes.forEach((key, value) -> flat.put(key, normalize(requireNonNull(value, key))));
    return flat;
  }

  static Object normalize(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof CharSequence) {
      return value.toString();
    }
    if (value instanceof Value<?> typed) {
      return normalizeTyped(typed);
    }
    if (value instanceof Collection<?> collection) {
      return normalizeAll(collection);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((name, entry) -> entries.put(name, entry == null ? null : normalize(entry)));
      return entries;
    }
    return value.getClass().isArray() ? normalizeArray(value) : value;
  }

  private static Object normalizeTyped(Value<?> value) {
    return switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE, ARRAY -> normalize(value.getValue());
      case KEY_VALUE_LIST -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Object entry : (List<?>) value.getValue()) {
          KeyValue pair = (KeyValue) entry;
          entries.put(pair.getKey(), normalize(pair.getValue()));
        }
        yield entries;
      }
      // Arrays and other number types have no counterpart that compares by content.
      case BYTES, EMPTY -> value;
    };
  }

  private static List<@Nullable Object> normalizeAll(Collection<?> values) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object value : values) {
      elements.add(value == null ? null : normalize(value));
    }
    return elements;
  }

  private static List<@Nullable Object> normalizeArray(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      elements.add(element == null ? null : normalize(element));
    }
    return elements;
  }

  private FlatAttributes() {}
}
