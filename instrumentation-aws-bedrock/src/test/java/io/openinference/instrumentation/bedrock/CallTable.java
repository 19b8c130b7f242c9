// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.RecordedSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls that Python's recordings lack, each with the whole span that comes of it: {@code
 * src/test/resources/calls}.
 */
final class CallTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> FILES =
      List.of(
          "converse", "converse-stream", "invoke", "invoke-stream", "media", "agents", "search");

  static List<Exchange> read() {
    return FILES.stream().flatMap(CallTable::read).toList();
  }

  private static Stream<Exchange> read(String file) {
    List<Exchange> rows = new ArrayList<>();
    try (InputStream json = CallTable.class.getResourceAsStream("/calls/" + file + ".json")) {
      JSON.readTree(json).forEach(row -> rows.add(row(file, row)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.stream();
  }

  private static Exchange row(String file, JsonNode row) {
    JsonNode events = row.path("events");
    JsonNode response = row.path("response");
    Map<String, String> headers = new LinkedHashMap<>();
    fields(row.path("headers")).forEach((name, value) -> headers.put(name, value.textValue()));
    return new Exchange(
        file + ": " + row.get("name").textValue(),
        row.get("operation").textValue(),
        "",
        "",
        200,
        headers,
        fields(row.path("settings")),
        row.get("request").toString(),
        events.isMissingNode() ? response.toString() : events(events),
        events.isArray(),
        span(row.get("span")));
  }

  /** Writes events, each a list of its type and its JSON, as recordings have them. */
  private static String events(JsonNode events) {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events) {
      text.append("event: ").append(event.get(0).textValue());
      text.append("\ndata: ").append(event.get(1)).append("\n\n");
    }
    return text.toString();
  }

  private static RecordedSpan span(JsonNode span) {
    List<String> events = new ArrayList<>();
    span.path("events").forEach(event -> events.add(event.textValue()));
    List<RecordedSpan> children = new ArrayList<>();
    span.path("children").forEach(child -> children.add(span(child)));
    return new RecordedSpan(
        span.get("name").textValue(),
        span.get("status").textValue(),
        events,
        fields(span.get("attributes")),
        children);
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private CallTable() {}
}
