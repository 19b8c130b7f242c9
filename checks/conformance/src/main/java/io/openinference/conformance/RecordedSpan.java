// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  private static final String EVENTS = "@events";
  private static final String STATUS = "@status";

  static RecordedSpan read(Path folder) {
    Path own = folder.resolve("span.json");
    if (Files.exists(own)) {
      return of(VectorFiles.json(own), Map.of());
    }
    Path differences = folder.resolve("differences.json");
    return of(
        VectorFiles.json(folder.resolve("reference.json")),
        Files.exists(differences) ? VectorFiles.fields(VectorFiles.json(differences)) : Map.of());
  }

  private static RecordedSpan of(JsonNode span, Map<String, JsonNode> differences) {
    Map<String, JsonNode> values = values(span);
    differences.forEach(
        (key, difference) -> {
          JsonNode value = difference.get("value");
          if (value == null) {
            values.remove(key);
          } else {
            values.put(key, value);
          }
        });
    JsonNode status = values.remove(STATUS);
    List<JsonNode> events = VectorFiles.elements(values.remove(EVENTS));
    return new RecordedSpan(
        span.get("name").textValue(),
        status.textValue(),
        events.stream().map(JsonNode::textValue).toList(),
        values);
  }

  /** Returns what differences can be about: the attributes by key, the events and the status. */
  static Map<String, JsonNode> values(JsonNode span) {
    Map<String, JsonNode> values = new TreeMap<>(VectorFiles.fields(span.get("attributes")));
    values.put(EVENTS, span.get("events"));
    values.put(STATUS, span.get("status"));
    return values;
  }
}
