// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of evaluations. */
final class EvaluationJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Returns the text that a person or a model reads. A map with a single entry stands for the value
   * of this entry, because a dataset wraps each text in a map such as {@code {"question": ".."}}.
   * An empty map stands for an empty text.
   */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Map<?, ?> map && map.size() <= 1) {
      return map.isEmpty() ? "" : text(map.values().iterator().next());
    }
    return write(value);
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The value cannot be written as JSON.", e);
    }
  }

  /** Returns the JSON in a text, or null if the text is not JSON. */
  static @Nullable JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Returns a value of maps, lists and scalars as a tree. */
  static JsonNode tree(@Nullable Object value) {
    return MAPPER.valueToTree(value);
  }

  private EvaluationJson() {}
}
