// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON.
 *
 * <p>OTLP deviates from protobuf's JSON: ids are hexadecimal, and enums are numbers. Names in
 * {@code snake_case} are read as well.
 *
 * @since 0.1.0
 */
public final class OtlpJsonReader {

  private final ObjectMapper mapper;

  /** Returns a reader that parses with this mapper. */
  public OtlpJsonReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads one {@code ExportTraceServiceRequest}, or several behind each other, as JSON Lines has
   * them.
   *
   * @throws IOException if the text is no such JSON
   */
  public OtlpBatch readRequests(byte[] body) throws IOException {
    try {
      return read(body);
    } catch (JsonProcessingException unreadable) {
      byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      if (Arrays.equals(repaired, body)) {
        throw unreadable;
      }
      // Bytes that are no UTF-8 are U+FFFD now.
      return read(repaired);
    }
  }

  private OtlpBatch read(byte[] body) throws IOException {
    OtlpBatch batch = new OtlpBatch();
    try (JsonParser parser = mapper.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw new IOException("the body is no JSON object");
        }
        JsonNode request = mapper.readTree(parser);
        for (JsonNode resourceSpans : field(request, "resourceSpans", "resource_spans")) {
          readResourceSpans(resourceSpans, batch);
        }
      }
    }
    return batch;
  }

  private static void readResourceSpans(JsonNode node, OtlpBatch batch) {
    Map<String, @Nullable Object> resource = attributes(node.path("resource").path("attributes"));
    for (JsonNode scopeSpans : field(node, "scopeSpans", "scope_spans")) {
      JsonNode scope = scopeSpans.path("scope");
      OtlpResource shared =
          new OtlpResource(
              resource,
              text(scope.path("name")),
              text(scope.path("version")),
              attributes(scope.path("attributes")));
      for (JsonNode span : scopeSpans.path("spans")) {
        try {
          OtlpSpan read = readSpan(span);
          batch.add(shared, read, OtlpProtobufWriter.write(read));
        } catch (IllegalArgumentException unreadable) {
          batch.reject("a span cannot be read: " + unreadable.getMessage());
        }
      }
    }
  }

  private static OtlpSpan readSpan(JsonNode node) {
    String parent = hex(field(node, "parentSpanId", "parent_span_id"));
    List<OtlpSpan.Event> events = new ArrayList<>();
    for (JsonNode event : node.path("events")) {
      events.add(
          new OtlpSpan.Event(
              number(field(event, "timeUnixNano", "time_unix_nano")),
              text(event.path("name")),
              attributes(event.path("attributes")),
              (int) number(field(event, "droppedAttributesCount", "dropped_attributes_count"))));
    }
    List<OtlpSpan.Link> links = new ArrayList<>();
    for (JsonNode link : node.path("links")) {
      links.add(
          new OtlpSpan.Link(
              hex(field(link, "traceId", "trace_id")),
              hex(field(link, "spanId", "span_id")),
              text(field(link, "traceState", "trace_state")),
              attributes(link.path("attributes")),
              (int) number(field(link, "droppedAttributesCount", "dropped_attributes_count")),
              (int) number(link.path("flags"))));
    }
    JsonNode status = node.path("status");
    return new OtlpSpan(
        hex(field(node, "traceId", "trace_id")),
        hex(field(node, "spanId", "span_id")),
        parent.chars().allMatch(digit -> digit == '0') ? "" : parent,
        text(field(node, "traceState", "trace_state")),
        (int) number(node.path("flags")),
        text(node.path("name")),
        enumNumber(
            node.path("kind"),
            List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER")),
        number(field(node, "startTimeUnixNano", "start_time_unix_nano")),
        number(field(node, "endTimeUnixNano", "end_time_unix_nano")),
        attributes(node.path("attributes")),
        (int) number(field(node, "droppedAttributesCount", "dropped_attributes_count")),
        events,
        (int) number(field(node, "droppedEventsCount", "dropped_events_count")),
        links,
        (int) number(field(node, "droppedLinksCount", "dropped_links_count")),
        enumNumber(status.path("code"), List.of("UNSET", "OK", "ERROR")),
        text(status.path("message")));
  }

  private static JsonNode field(JsonNode node, String name, String snakeName) {
    JsonNode field = node.path(name);
    return field.isMissingNode() ? node.path(snakeName) : field;
  }

  private static String text(JsonNode node) {
    return OtlpValues.wellFormed(node.asText(""));
  }

  private static String hex(JsonNode node) {
    String text = node.asText("").toLowerCase(Locale.ROOT);
    if (!text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)
        || text.length() % 2 != 0) {
      throw new IllegalArgumentException("an id is not hexadecimal");
    }
    return text;
  }

  private static long number(JsonNode node) {
    if (node.isNumber()) {
      return node.longValue();
    }
    String text = node.asText("");
    return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
  }

  private static int enumNumber(JsonNode node, List<String> names) {
    if (!node.isTextual()) {
      return node.asInt(0);
    }
    String name = node.asText();
    return Math.max(0, names.indexOf(name.substring(name.lastIndexOf('_') + 1)));
  }

  private static Map<String, @Nullable Object> attributes(JsonNode pairs) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (JsonNode pair : pairs) {
      if (attributes.size() < OtlpBatch.MAX_ATTRIBUTES) {
        attributes.put(text(pair.path("key")), value(pair.path("value"), 0));
      }
    }
    return attributes;
  }

  private static @Nullable Object value(JsonNode node, int depth) {
    if (depth > OtlpBatch.MAX_DEPTH) {
      throw new IllegalArgumentException("a value is nested too deep");
    }
    if (node.has("stringValue")) {
      return text(node.get("stringValue"));
    } else if (node.has("boolValue")) {
      return node.get("boolValue").asBoolean();
    } else if (node.has("intValue")) {
      JsonNode number = node.get("intValue");
      if (number.isNumber() && !number.canConvertToLong()) {
        throw new IllegalArgumentException("a whole number has more than 64 bits");
      }
      return number.isNumber() ? number.longValue() : Long.parseLong(number.asText());
    } else if (node.has("doubleValue")) {
      return real(node.get("doubleValue"));
    } else if (node.has("bytesValue")) {
      return Base64.getDecoder().decode(node.get("bytesValue").asText());
    } else if (node.has("arrayValue")) {
      List<@Nullable Object> values = new ArrayList<>();
      for (JsonNode each : node.get("arrayValue").path("values")) {
        values.add(value(each, depth + 1));
      }
      return values;
    } else if (node.has("kvlistValue")) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (JsonNode pair : node.get("kvlistValue").path("values")) {
        values.put(text(pair.path("key")), value(pair.path("value"), depth + 1));
      }
      return values;
    }
    return null;
  }

  private static Double real(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    // Double.valueOf reads "NaN", "Infinity" and "-Infinity", which is how protobuf's JSON has
    // them.
    return Double.valueOf(node.asText());
  }
}
