// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as maps, lists, texts, numbers and booleans. */
final class Json {

  private final ObjectMapper mapper;
  private final ObjectMapper strict;
  private final ObjectMapper spans;

  Json() {
    // A span may hold an image, as one text that is longer than Jackson allows.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(constraints)
                    // Phoenix writes NaN, which JSON does not know.
                    .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, true)
                    // So that a file keeps NaN as it was read.
                    .configure(JsonWriteFeature.WRITE_NAN_AS_STRINGS, false)
                    .build())
            // A second object on a line would be lost silently.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    strict = new JsonMapper().registerModule(StrictValues.module());
    spans = new JsonMapper().registerModule(StrictValues.spans());
  }

  /** Returns the value, which nobody can change. */
  @Nullable Object read(byte[] json) throws IOException {
    return immutable(mapper.readValue(json, Object.class));
  }

  /** Returns the value, which nobody can change. */
  @Nullable Object read(String json) throws JsonProcessingException {
    return immutable(mapper.readValue(json, Object.class));
  }

  /**
   * Returns the body of a request.
   *
   * @throws IllegalArgumentException if Phoenix cannot keep a value; the message names its field
   */
  byte[] write(@Nullable Object value) {
    return write(strict, value);
  }

  /** Returns the body of a request with spans. */
  byte[] writeSpans(@Nullable Object value) {
    return write(spans, value);
  }

  private static byte[] write(ObjectMapper mapper, @Nullable Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  /** Returns a text for a file. */
  String writeText(@Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  private static IllegalArgumentException unwritable(JsonProcessingException e) {
    String place =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? " at " + place(mapping)
            : "";
    return new IllegalArgumentException(
        "This value cannot be written as JSON" + place + ": " + e.getOriginalMessage(), e);
  }

  private static String place(JsonMappingException error) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : error.getPath()) {
      place.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return place.substring(place.charAt(0) == '.' ? 1 : 0);
  }

  ObjectMapper mapper() {
    return mapper;
  }

  /** Returns a copy in which nothing can change. Objects other than maps and lists stay. */
  static @Nullable Object immutable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return immutableMap(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(each -> copy.add(immutable(each)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  static Map<String, @Nullable Object> immutableMap(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), immutable(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** Returns an object without the entries whose value is null. */
  static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] != null) {
        object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
      }
    }
    return object;
  }

  /** Returns the value as an object, or an empty one. */
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return immutableMap(value instanceof Map<?, ?> map ? map : Map.of());
  }

  static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> maps.add(map(each)));
    }
    return maps;
  }

  static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> texts.add(String.valueOf(each)));
    }
    return Collections.unmodifiableList(texts);
  }
}
