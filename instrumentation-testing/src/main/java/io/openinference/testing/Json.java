// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. */
final class Json {

  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  // Parses as Python's json.loads does: NaN and Infinity are numbers, and the last of repeated
  // names wins.
  private static final ObjectMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  /**
   * Returns the text with sorted members and indentation, so that equal JSON gives equal text. The
   * numbers 1 and 1.0 stay different.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value, or if an object
   *     repeats a name
   */
  static String canonical(String text) throws JsonProcessingException {
    return CANONICAL.writeValueAsString(CANONICAL.readValue(text, Object.class));
  }

  /**
   * Returns the value of a JSON text: null for JSON null, and the text itself if it is not JSON.
   */
  static @Nullable Object readLenient(String text) {
    try {
      return LENIENT.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  static String write(Object value) {
    try {
      return LENIENT.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON value: " + value, e);
    }
  }

  private Json() {}
}
