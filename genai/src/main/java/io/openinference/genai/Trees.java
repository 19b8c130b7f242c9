// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values of JSON trees; a value of another type counts as absent. */
final class Trees {

  @SuppressWarnings("unchecked") // Objects of our readers have strings as keys.
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> object
        ? (Map<String, @Nullable Object>) object
        : new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? (List<@Nullable Object>) list : new ArrayList<>();
  }

  /** Returns the first field that is a text. */
  static @Nullable String text(Map<String, @Nullable Object> object, String... fields) {
    for (String field : fields) {
      if (object.get(field) instanceof String text) {
        return text;
      }
    }
    return null;
  }

  /** Returns the first field that is there and not null. */
  static @Nullable Object first(Map<String, @Nullable Object> object, String... fields) {
    for (String field : fields) {
      Object value = object.get(field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns an object without its fields that are null. */
  static Map<String, @Nullable Object> of(@Nullable Object... fieldsAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i + 1 < fieldsAndValues.length; i += 2) {
      if (fieldsAndValues[i + 1] != null) {
        object.put(String.valueOf(fieldsAndValues[i]), fieldsAndValues[i + 1]);
      }
    }
    return object;
  }

  /** Returns the object or array of a JSON text, and any other value as it is. */
  static @Nullable Object structured(@Nullable Object value) {
    Object read = value instanceof String text ? PartialJson.readWhole(text) : null;
    return read == null ? value : read;
  }

  private Trees() {}
}
