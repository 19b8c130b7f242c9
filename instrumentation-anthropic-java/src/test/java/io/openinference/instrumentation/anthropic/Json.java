// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.ObjectMappers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON of the tests. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Returns a model of the library as JSON. */
  static String ofModel(Object model) {
    try {
      return ObjectMappers.jsonMapper().writeValueAsString(model);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static String without(String json, String... fields) {
    return ((ObjectNode) tree(json)).without(List.of(fields)).toString();
  }

  static String withoutNulls(String json) {
    ObjectNode object = (ObjectNode) tree(json);
    object.properties().removeIf(field -> field.getValue().isNull());
    return object.toString();
  }

  /** Returns the objects merged; later ones win. */
  static String merge(String... objects) {
    ObjectNode merged = MAPPER.createObjectNode();
    for (String object : objects) {
      merged.setAll((ObjectNode) tree(object));
    }
    return merged.toString();
  }

  private Json() {}
}
