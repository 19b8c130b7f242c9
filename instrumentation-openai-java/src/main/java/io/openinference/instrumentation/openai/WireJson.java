// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what openai-java sends and receives into maps and JSON text, by that library's own mapper.
 *
 * <p>The mapper keeps what the typed models do not know: unknown fields, unknown members of unions
 * and values of another type than expected.
 */
final class WireJson {

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  // Older releases make a new mapper at each call.
  private static final JsonMapper MODELS = ObjectMappers.jsonMapper();

  // The library's mapper leaves out the nulls of maps.
  private static final JsonMapper VALUES =
      (JsonMapper) MODELS.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  /**
   * Turns a model into the map that equals its JSON.
   *
   * @return a mutable map, empty if the model is not a JSON object
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
   */
  static Map<String, Object> toMap(Object model) {
    Object value = MODELS.convertValue(model, Object.class);
    @SuppressWarnings("unchecked") // The names in a JSON object are strings.
    Map<String, Object> map =
        value instanceof Map ? (Map<String, Object>) value : new LinkedHashMap<>();
    return map;
  }

  /** Parses a JSON object; the map is empty if the text is none. */
  static Map<String, Object> parse(String json) {
    try {
      return orEmpty(VALUES.readValue(json, MAP));
    } catch (JsonProcessingException e) {
      return new LinkedHashMap<>();
    }
  }

  /** The JSON value null reads as Java's null. */
  private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
    return map == null ? new LinkedHashMap<>() : map;
  }

  /** Writes maps, lists and scalars as JSON text, or the empty string if that cannot be done. */
  static String toJson(@Nullable Object value) {
    try {
      return VALUES.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private WireJson() {}
}
