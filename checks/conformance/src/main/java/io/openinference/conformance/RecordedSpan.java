// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param children the spans below it, in order
 * @since 0.1.0
 */
public record RecordedSpan(
    String name,
    String status,
    List<String> events,
    Map<String, JsonNode> attributes,
    List<RecordedSpan> children) {

  private static final String CHILDREN = "@children";
  private static final String NAME = "@name";
  private static final String EVENTS = "@events";
  private static final String STATUS = "@status";

  /** Returns how many spans the span and all spans below it are. */
  public int count() {
    return 1 + children.stream().mapToInt(RecordedSpan::count).sum();
  }

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
    String name = values.remove(NAME).textValue();
    String status = values.remove(STATUS).textValue();
    List<JsonNode> events = VectorFiles.elements(values.remove(EVENTS));
    List<RecordedSpan> children = new ArrayList<>();
    values.remove(CHILDREN).forEach(child -> children.add(of(child, Map.of())));
    return new RecordedSpan(
        name, status, events.stream().map(JsonNode::textValue).toList(), values, children);
  }

  /** Returns what differences can be about: the attributes by key, and the rest of the span. */
  static Map<String, JsonNode> values(JsonNode span) {
    Map<String, JsonNode> values = new TreeMap<>(VectorFiles.fields(span.get("attributes")));
    values.put(CHILDREN, span.path("children"));
    values.put(NAME, span.get("name"));
    values.put(EVENTS, span.get("events"));
    values.put(STATUS, span.get("status"));
    return values;
  }
}
