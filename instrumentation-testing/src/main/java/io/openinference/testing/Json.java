// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes JSON for comparison: one value, no repeated names, members sorted. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * Returns the text with members sorted and indented, so that equal JSON gives equal text. The
   * numbers 1 and 1.0 stay different.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  static String canonical(String text) throws JsonProcessingException {
    return MAPPER.writeValueAsString(MAPPER.readValue(text, Object.class));
  }

  private Json() {}
}
