// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Turns attributes of JSON files into attributes of OpenTelemetry, and back. */
final class TestSpans {

  /** Returns the exchanges of all libraries. */
  static List<Exchange> exchanges() {
    return Arrays.stream(Library.values())
        .flatMap(library -> Exchange.all(library).stream())
        .toList();
  }

  static JsonNode resource(String name) {
    try (InputStream file = TestSpans.class.getResourceAsStream("/conversions/" + name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Attributes attributes(JsonNode json) {
    AttributesBuilder attributes = Attributes.builder();
    json.properties().forEach(field -> put(attributes, field.getKey(), field.getValue()));
    return attributes.build();
  }

  static Attributes attributes(Map<String, JsonNode> json) {
    AttributesBuilder attributes = Attributes.builder();
    json.forEach((key, value) -> put(attributes, key, value));
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String key, JsonNode value) {
    if (value.isTextual()) {
      attributes.put(key, value.textValue());
    } else if (value.isBoolean()) {
      attributes.put(key, value.booleanValue());
    } else if (value.isIntegralNumber()) {
      attributes.put(key, value.longValue());
    } else if (value.isNumber()) {
      attributes.put(key, value.doubleValue());
    } else if (value.isArray() && !value.isEmpty() && value.get(0).isNumber()) {
      attributes.put(
          AttributeKey.doubleArrayKey(key),
          StreamSupport.stream(value.spliterator(), false).map(JsonNode::doubleValue).toList());
    } else if (value.isArray()) {
      attributes.put(
          AttributeKey.stringArrayKey(key),
          StreamSupport.stream(value.spliterator(), false).map(JsonNode::textValue).toList());
    } else {
      attributes.put(key, value.toString());
    }
  }

  static Map<String, Object> map(Attributes attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    attributes.forEach((key, value) -> map.put(key.getKey(), value));
    return map;
  }

  private TestSpans() {}
}
