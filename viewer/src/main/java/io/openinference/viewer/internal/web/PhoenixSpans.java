// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.query.Filter;
import io.openinference.viewer.internal.query.FilterException;
import io.openinference.viewer.internal.store.ListQuery;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.StoredSpan;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spans over Phoenix's REST API. */
final class PhoenixSpans {

  private static final List<String> STATUS = List.of("UNSET", "OK", "ERROR");

  private final TraceStore store;
  private final Ingest ingest;
  private final ObjectMapper mapper;

  PhoenixSpans(TraceStore store, Ingest ingest, ObjectMapper mapper) {
    this.store = store;
    this.ingest = ingest;
    this.mapper = mapper;
  }

  Reply list(Rows.Project project, Request request) throws IOException, SQLException, HttpError {
    String expression = expression(request);
    Filter filter;
    try {
      filter = expression.isEmpty() ? null : Filter.parse(expression);
    } catch (FilterException wrong) {
      throw new HttpError(422, String.valueOf(wrong.getMessage()));
    }
    Rows.Page<Rows.Span> page =
        store.spans(
            new ListQuery(
                project.name(),
                null,
                filter,
                0,
                0,
                request.limit(100),
                request.parameter("cursor")));
    List<Object> data = new ArrayList<>();
    for (Rows.Span row : page.rows()) {
      StoredSpan span = store.span(row.id());
      if (span != null) {
        data.add(PhoenixJson.span(span));
      }
    }
    return Reply.of(200, Reply.JSON, PhoenixJson.page(mapper, data, page.next()));
  }

  /** Writes the parameters as a filter. */
  private String expression(Request request) throws HttpError, IOException {
    List<String> parts = new ArrayList<>();
    oneOf(parts, "trace_id", request.parameters("trace_id"));
    oneOf(parts, "span_id", request.parameters("span_id"));
    oneOf(parts, "name", request.parameters("name"));
    oneOf(parts, "span_kind", request.parameters("span_kind"));
    oneOf(parts, "status_code", request.parameters("status_code"));
    String parent = request.parameter("parent_id");
    if (parent != null) {
      parts.add(parent.equals("null") ? "parent_id is None" : "parent_id == " + quote(parent));
    }
    time(parts, "start_time >= ", request.parameter("start_time"));
    time(parts, "start_time < ", request.parameter("end_time"));
    for (String attribute : request.parameters("attribute")) {
      int colon = attribute.indexOf(':');
      if (colon < 0) {
        throw new HttpError(422, "An attribute is key:value.");
      }
      parts.add(
          "attributes["
              + quote(attribute.substring(0, colon))
              + "] == "
              + literal(attribute.substring(colon + 1)));
    }
    return String.join(" and ", parts);
  }

  private static void time(List<String> parts, String comparison, @Nullable String time) {
    if (time != null) {
      // An unescaped plus of the zone has become a blank.
      parts.add(comparison + quote(time.replaceFirst(" (\\d\\d:\\d\\d)$", "+$1")));
    }
  }

  private static void oneOf(List<String> parts, String field, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(
          field
              + " in ["
              + values.stream().map(PhoenixSpans::quote).collect(Collectors.joining(", "))
              + "]");
    }
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String literal(String json) throws IOException {
    try {
      JsonNode node = mapper.readTree(json);
      if (node.isNumber()) {
        return json.strip();
      } else if (node.isBoolean()) {
        return node.booleanValue() ? "True" : "False";
      }
      return quote(node.isTextual() ? node.asText() : json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException plainText) {
      return quote(json);
    }
  }

  Reply log(Rows.Project project, Request request) throws IOException, HttpError {
    JsonNode data = mapper.readTree(RequestBody.read(request.exchange())).path("data");
    List<OtlpSpan> read = new ArrayList<>();
    try {
      for (JsonNode span : data) {
        read.add(span(span));
      }
    } catch (DateTimeException wrong) {
      throw new HttpError(422, "A time of a span cannot be read: " + wrong.getMessage());
    }
    OtlpBatch batch = OtlpBatch.of(read);
    if (batch.rejected() > 0) {
      throw new HttpError(400, batch.reason());
    }
    ingest.write(batch, project.name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total_received", read.size());
    answer.put("total_queued", read.size());
    return Reply.of(202, Reply.JSON, mapper.writeValueAsBytes(answer));
  }

  private static OtlpSpan span(JsonNode node) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    flatten("", node.path("attributes"), attributes);
    attributes.put("openinference.span.kind", node.path("span_kind").asText("UNKNOWN"));
    List<OtlpSpan.Event> events = new ArrayList<>();
    for (JsonNode event : node.path("events")) {
      Map<String, @Nullable Object> ofEvent = new LinkedHashMap<>();
      flatten("", event.path("attributes"), ofEvent);
      events.add(
          new OtlpSpan.Event(
              nanos(event.path("timestamp").asText()), event.path("name").asText(), ofEvent, 0));
    }
    String status = node.path("status_code").asText("UNSET").toUpperCase(Locale.ROOT);
    return new OtlpSpan(
        node.path("context").path("trace_id").asText().toLowerCase(Locale.ROOT),
        node.path("context").path("span_id").asText().toLowerCase(Locale.ROOT),
        node.path("parent_id").asText("").replace("null", ""),
        "",
        0,
        node.path("name").asText(),
        1,
        nanos(node.path("start_time").asText()),
        nanos(node.path("end_time").asText()),
        attributes,
        0,
        events,
        0,
        List.of(),
        0,
        Math.max(0, STATUS.indexOf(status)),
        node.path("status_message").asText(""));
  }

  private static long nanos(String time) {
    if (time.isEmpty()) {
      return 0;
    }
    Instant instant = OffsetDateTime.parse(time.replace(' ', 'T')).toInstant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  /** Turns nested objects, and lists of objects, into dotted keys. */
  private static void flatten(String prefix, JsonNode node, Map<String, @Nullable Object> into) {
    node.fields()
        .forEachRemaining(
            field -> {
              String key = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(key + ".", value, into);
              } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                for (int i = 0; i < value.size(); i++) {
                  flatten(key + "." + i + ".", value.get(i), into);
                }
              } else if (!value.isNull()) {
                into.put(key, plain(value));
              }
            });
  }

  private static @Nullable Object plain(JsonNode value) {
    if (value.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      value.forEach(each -> list.add(plain(each)));
      return list;
    } else if (value.isIntegralNumber()) {
      return value.longValue();
    } else if (value.isNumber()) {
      return value.doubleValue();
    } else if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isNull() ? null : value.isTextual() ? value.asText() : value.toString();
  }
}
