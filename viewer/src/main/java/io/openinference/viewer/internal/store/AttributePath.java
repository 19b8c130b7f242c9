// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds an attribute by its dotted key.
 *
 * <p>If there is no such key, the longest key that it begins with is looked into: {@code
 * metadata.channel} is the field {@code channel} of the JSON text in {@code metadata}.
 */
final class AttributePath {

  private final ObjectMapper mapper;

  AttributePath(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Nullable Object find(Map<String, @Nullable Object> attributes, String key) {
    if (attributes.containsKey(key)) {
      return plain(attributes.get(key));
    }
    for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
      Object whole = attributes.get(key.substring(0, dot));
      if (whole != null) {
        return inside(whole, key.substring(dot + 1));
      }
    }
    return null;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Long number ? Double.valueOf(number) : value;
  }

  private @Nullable Object inside(Object whole, String path) {
    if (whole instanceof Map<?, ?> map) {
      Object direct = map.get(path);
      return direct instanceof Long number ? Double.valueOf(number) : direct;
    }
    if (!(whole instanceof String text) || !text.startsWith("{")) {
      return null;
    }
    try {
      JsonNode tree = mapper.readTree(text);
      JsonNode node = tree.has(path) ? tree.get(path) : tree.at("/" + path.replace('.', '/'));
      return node.isMissingNode() ? null : mapper.convertValue(node, Object.class);
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }
}
