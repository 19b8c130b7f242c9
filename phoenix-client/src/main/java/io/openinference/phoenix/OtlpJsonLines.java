// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes spans as the Collector's file exporter does: one {@code TracesData} of OTLP a
 * line, in JSON.
 */
final class OtlpJsonLines {

  private static final String KIND = "openinference.span.kind";
  private static final List<String> STATUS_CODES = List.of("UNSET", "OK", "ERROR");
  private static final int INTERNAL = 1;

  private final Json json = new Json();

  List<PhoenixSpan> read(Path file) throws IOException {
    List<PhoenixSpan> spans = new ArrayList<>();
    LineFile.read(
        file,
        (Map<String, @Nullable Object> object, String place) -> readLine(object, place, spans));
    return spans;
  }

  void write(List<PhoenixSpan> spans, Path file) throws IOException {
    Map<String, List<Object>> traces = new LinkedHashMap<>();
    for (PhoenixSpan span : spans) {
      traces.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(otlp(span));
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (List<Object> trace : traces.values()) {
        Object scope = Map.of("scope", Map.of(), "spans", trace);
        Object resource = Map.of("resource", Map.of(), "scopeSpans", List.of(scope));
        writer.write(json.writeText(Map.of("resourceSpans", List.of(resource))));
        writer.write('\n');
      }
    }
  }

  private static void readLine(
      Map<String, @Nullable Object> data, String place, List<PhoenixSpan> spans)
      throws IOException {
    if (!(data.get("resourceSpans") instanceof List)) {
      throw new IOException(place + ": no OTLP JSON with \"resourceSpans\"");
    }
    try {
      for (Map<String, @Nullable Object> resource : Json.maps(data.get("resourceSpans"))) {
        for (Map<String, @Nullable Object> scope : Json.maps(resource.get("scopeSpans"))) {
          for (Map<String, @Nullable Object> span : Json.maps(scope.get("spans"))) {
            spans.add(span(span));
          }
        }
      }
    } catch (RuntimeException e) {
      throw new IOException(place + ": a span cannot be read", e);
    }
  }

  private static PhoenixSpan span(Map<String, @Nullable Object> otlp) {
    Map<String, @Nullable Object> attributes = OtlpValues.attributes(otlp.get("attributes"));
    Object kind = attributes.remove(KIND);
    Map<String, @Nullable Object> status = Json.map(otlp.get("status"));
    PhoenixSpan.Builder builder =
        PhoenixSpan.builder(text(otlp, "traceId"), text(otlp, "spanId"), text(otlp, "name"))
            .kind(kind == null ? "UNKNOWN" : kind.toString())
            .time(time(otlp, "startTimeUnixNano"), time(otlp, "endTimeUnixNano"))
            .status(statusCode(status.get("code")), text(status, "message"))
            .attributes(attributes);
    String parent = text(otlp, "parentSpanId");
    builder.parentId(parent.isEmpty() ? null : parent);
    for (Map<String, @Nullable Object> event : Json.maps(otlp.get("events"))) {
      builder.event(
          text(event, "name"),
          time(event, "timeUnixNano"),
          OtlpValues.attributes(event.get("attributes")));
    }
    return builder.build();
  }

  private static String statusCode(@Nullable Object code) {
    String text = String.valueOf(code);
    if (text.startsWith("STATUS_CODE_")) {
      return text.substring("STATUS_CODE_".length());
    }
    return code instanceof Number number ? STATUS_CODES.get(number.intValue()) : "UNSET";
  }

  private static Map<String, @Nullable Object> otlp(PhoenixSpan span) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put(KIND, span.spanKind());
    attributes.putAll(span.attributes());
    List<Object> events = new ArrayList<>();
    for (Map<String, @Nullable Object> event : span.events()) {
      events.add(
          Json.object(
              "timeUnixNano", nanos(ServerValue.time(event.get("timestamp"))),
              "name", event.get("name"),
              "attributes", OtlpValues.list(Json.map(event.get("attributes")))));
    }
    return Json.object(
        "traceId", span.traceId(),
        "spanId", span.spanId(),
        "parentSpanId", span.parentId(),
        "name", span.name(),
        "kind", INTERNAL,
        "startTimeUnixNano", nanos(span.startTime()),
        "endTimeUnixNano", nanos(span.endTime()),
        "attributes", OtlpValues.list(attributes),
        "events", events.isEmpty() ? null : events,
        "status", status(span));
  }

  private static Map<String, @Nullable Object> status(PhoenixSpan span) {
    int code = Math.max(0, STATUS_CODES.indexOf(span.statusCode()));
    return Json.object(
        "code", code, "message", span.statusMessage().isEmpty() ? null : span.statusMessage());
  }

  private static String text(Map<String, @Nullable Object> object, String field) {
    Object value = object.get(field);
    return value == null ? "" : value.toString();
  }

  private static Instant time(Map<String, @Nullable Object> object, String field) {
    String nanos = text(object, field);
    return nanos.isEmpty() ? Instant.EPOCH : Instant.ofEpochSecond(0, Long.parseLong(nanos));
  }

  private static String nanos(Instant time) {
    return String.valueOf(time.getEpochSecond() * 1_000_000_000L + time.getNano());
  }
}
