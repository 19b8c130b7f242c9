// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Values to compare: the same number may be written as an integer and as a float, and the order of
 * fields means nothing.
 *
 * @since 0.1.0
 */
public final class ComparableJson {

  private static final String OUTPUT = "output.value";

  /** Two JSON texts one after another are not the first of them. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Gives the value of a JSON text.
   *
   * @throws IllegalArgumentException if the text is not JSON
   */
  public static Object parse(String json) {
    try {
      return of(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Gives the value of each attribute; JSON objects and lists that are written as texts count. In
   * {@code output.value} a field that is null counts as missing: Python adds those that its types
   * have besides.
   */
  public static Map<String, Object> ofAttributes(Map<String, ?> attributes) {
    Map<String, Object> comparable = new TreeMap<>();
    attributes.forEach(
        (key, value) -> {
          JsonNode json = embedded(JSON.valueToTree(value));
          comparable.put(key, of(key.equals(OUTPUT) ? withoutNulls(json) : json));
        });
    return comparable;
  }

  /** Returns the JSON that a text is, or the value itself. */
  private static JsonNode embedded(JsonNode value) {
    if (!value.isTextual() || !value.textValue().matches("(?s)[{\\[].*")) {
      return value;
    }
    try {
      return JSON.readTree(value.textValue());
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    node.forEach(ComparableJson::withoutNulls);
    return node;
  }

  private static Object of(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(ComparableJson::of).toList();
    }
    if (node.isObject()) {
      Map<String, Object> object = new TreeMap<>();
      node.properties().forEach(field -> object.put(field.getKey(), of(field.getValue())));
      return object;
    }
    return node.isTextual() ? node.textValue() : node;
  }

  private ComparableJson() {}
}
