// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  /** Gives the value of each attribute; JSON objects and lists that are written as texts count. */
  public static Map<String, Object> ofAttributes(Map<String, ?> attributes) {
    Map<String, Object> comparable = new TreeMap<>();
    attributes.forEach((key, value) -> comparable.put(key, ofAttribute(JSON.valueToTree(value))));
    return comparable;
  }

  private static Object ofAttribute(JsonNode value) {
    if (!value.isTextual()) {
      return of(value);
    }
    String text = value.textValue();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return text;
    }
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return text;
    }
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
