// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of results, and the short texts of tables. */
final class ResultJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Returns JSON in which equal values have equal texts. */
  static String write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The value cannot be written as JSON.", e);
    }
  }

  static String writePretty(Object value) {
    try {
      return MAPPER
          .writerWithDefaultPrettyPrinter()
          .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The value cannot be written as JSON.", e);
    }
  }

  /** Returns a text as it is, a map with one entry as its value, and everything else as JSON. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Map<?, ?> map && map.size() <= 1) {
      return map.isEmpty() ? "" : text(map.values().iterator().next());
    }
    return write(value);
  }

  /** Returns a value that was read from JSON as an object, or an empty one. */
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> object.put(String.valueOf(key), each));
    }
    return Collections.unmodifiableMap(object);
  }

  private ResultJson() {}
}
