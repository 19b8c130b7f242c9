// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The span of an exchange.
 *
 * @param name its name
 * @param status {@code UNSET}, {@code OK} or {@code ERROR}
 * @param events the names of its events, in order
 * @param attributes the values by key
 * @since 0.1.0
 */
public record RecordedSpan(
    String name, String status, List<String> events, Map<String, JsonNode> attributes) {

  static RecordedSpan read(Path folder) {
    Path own = folder.resolve("span.json");
    JsonNode span = VectorFiles.json(Files.exists(own) ? own : folder.resolve("reference.json"));
    Map<String, JsonNode> attributes = new TreeMap<>();
    span.get("attributes").properties().forEach(a -> attributes.put(a.getKey(), a.getValue()));
    Path differences = folder.resolve("differences.json");
    if (Files.exists(differences)) {
      apply(VectorFiles.json(differences), attributes);
    }
    return new RecordedSpan(
        span.get("name").textValue(),
        span.path("status").asText("OK"),
        StreamSupport.stream(span.path("events").spliterator(), false)
            .map(JsonNode::textValue)
            .toList(),
        attributes);
  }

  private static void apply(JsonNode differences, Map<String, JsonNode> attributes) {
    for (Map.Entry<String, JsonNode> difference : differences.properties()) {
      JsonNode value = difference.getValue().get("value");
      if (value == null) {
        attributes.remove(difference.getKey());
      } else {
        attributes.put(difference.getKey(), value);
      }
    }
  }
}
