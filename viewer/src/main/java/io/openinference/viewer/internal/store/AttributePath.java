// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
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
        return inside(parsed(whole), key.substring(dot + 1));
      }
    }
    return below(attributes, key + '.');
  }

  /** Returns the attributes below a key, such as all of {@code llm.input_messages}. */
  private static @Nullable Object below(Map<String, @Nullable Object> attributes, String prefix) {
    Map<String, @Nullable Object> below = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            below.put(key.substring(prefix.length()), value);
          }
        });
    return below.isEmpty() ? null : below;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Long number ? Double.valueOf(number) : value;
  }

  /** A text may be the JSON of an object or of a list. */
  private @Nullable Object parsed(Object whole) {
    if (!(whole instanceof String text)) {
      return whole;
    }
    String json = text.stripLeading();
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return null;
    }
    try {
      return mapper.readValue(json, Object.class);
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }

  private static @Nullable Object inside(@Nullable Object whole, String path) {
    if (whole instanceof Map<?, ?> map) {
      if (map.containsKey(path)) {
        return plain(map.get(path));
      }
      for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
        if (map.containsKey(path.substring(0, dot))) {
          return inside(map.get(path.substring(0, dot)), path.substring(dot + 1));
        }
      }
    } else if (whole instanceof List<?> list) {
      int dot = path.indexOf('.');
      String index = dot < 0 ? path : path.substring(0, dot);
      if (index.matches("[0-9]{1,8}") && Integer.parseInt(index) < list.size()) {
        Object item = list.get(Integer.parseInt(index));
        return dot < 0 ? plain(item) : inside(item, path.substring(dot + 1));
      }
    }
    return null;
  }
}
