// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.query.Filter;
import io.openinference.viewer.internal.query.FilterException;
import io.openinference.viewer.internal.store.ListQuery;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.StoredSpan;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans as tables for pandas, which is what {@code get_spans_dataframe} of Phoenix's client reads.
 *
 * <p>A column has a number before its name, as Phoenix gives it.
 */
final class PhoenixDataframes {

  private static final String BOUNDARY = "openinference-viewer-table";
  private static final String INDEX = "context.span_id";
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "span_kind",
          "parent_id",
          "start_time",
          "end_time",
          "status_code",
          "status_message",
          "context.span_id",
          "context.trace_id");

  private final TraceStore store;
  private final ObjectMapper mapper;

  PhoenixDataframes(TraceStore store, ObjectMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  Reply query(Request request) throws IOException, SQLException, HttpError {
    JsonNode body = mapper.readTree(RequestBody.read(request.exchange()));
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (JsonNode query : body.path("queries")) {
      if (query.has("explode") || query.has("concat")) {
        throw new HttpError(422, "The viewer does not know explode and concat.");
      }
      write(parts, "--" + BOUNDARY + "\r\nContent-Type: application/json\r\n\r\n");
      parts.write(mapper.writeValueAsBytes(table(query, spans(request, body, query))));
      write(parts, "\r\n");
    }
    write(parts, "--" + BOUNDARY + "--\r\n");
    return Reply.of(200, "multipart/mixed; boundary=" + BOUNDARY, parts.toByteArray());
  }

  private static void write(ByteArrayOutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private List<Map<String, @Nullable Object>> spans(Request request, JsonNode body, JsonNode query)
      throws SQLException, HttpError {
    String condition = query.path("filter").path("condition").asText("");
    if (body.path("root_spans_only").asBoolean()) {
      condition =
          condition.isEmpty() ? "parent_id is None" : "(" + condition + ") and parent_id is None";
    }
    Filter filter;
    try {
      filter = condition.isEmpty() ? null : Filter.parse(condition);
    } catch (FilterException wrong) {
      throw new HttpError(422, String.valueOf(wrong.getMessage()));
    }
    int limit = Math.max(1, Math.min(10_000, body.path("limit").asInt(1000)));
    Rows.Page<Rows.Span> page =
        store.spans(
            new ListQuery(
                request.parameter("project_name") == null
                    ? "default"
                    : request.parameter("project_name"),
                null,
                filter,
                millis(body.path("start_time")),
                millis(body.path("end_time")),
                limit,
                null));
    List<Map<String, @Nullable Object>> spans = new ArrayList<>();
    for (Rows.Span row : page.rows()) {
      StoredSpan span = store.span(row.id());
      if (span != null) {
        spans.add(flat(PhoenixJson.span(span), span));
      }
    }
    return spans;
  }

  private static long millis(JsonNode time) {
    return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli() : 0;
  }

  private static Map<String, @Nullable Object> flat(
      Map<String, @Nullable Object> json, StoredSpan span) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(json);
    flat.put("context.span_id", span.span().spanId());
    flat.put("context.trace_id", span.span().traceId());
    if (flat.remove("attributes") instanceof Map<?, ?> attributes) {
      attributes.forEach((key, value) -> flat.put("attributes." + key, value));
    }
    return flat;
  }

  private static Map<String, Object> table(
      JsonNode query, List<Map<String, @Nullable Object>> spans) {
    Map<String, String> columns = columns(query, spans);
    String index = query.path("index").path("key").asText(INDEX);
    List<Object> fields = new ArrayList<>();
    List<Map<String, @Nullable Object>> data = new ArrayList<>();
    fields.add(Map.of("name", "0_" + index, "type", "string"));
    for (Map<String, @Nullable Object> span : spans) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("0_" + index, value(span, index));
      data.add(row);
    }
    int number = 1;
    for (Map.Entry<String, String> column : columns.entrySet()) {
      String name = number++ + "_" + column.getKey();
      boolean isNumber = !spans.isEmpty();
      for (int i = 0; i < spans.size(); i++) {
        Object value = value(spans.get(i), column.getValue());
        data.get(i).put(name, value);
        isNumber &= value == null || value instanceof Number;
      }
      fields.add(field(name, column.getValue(), isNumber));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("fields", fields);
    schema.put("primaryKey", List.of("0_" + index));
    schema.put("pandas_version", "1.4.0");
    return Map.of("schema", schema, "data", data);
  }

  private static Map<String, Object> field(String name, String source, boolean isNumber) {
    if (source.equals("start_time") || source.equals("end_time")) {
      return Map.of("name", name, "type", "datetime", "tz", "UTC");
    }
    return Map.of("name", name, "type", isNumber ? "number" : "string");
  }

  /** Returns the name of each column with the key of what it holds. */
  private static Map<String, String> columns(
      JsonNode query, List<Map<String, @Nullable Object>> spans) {
    Map<String, String> columns = new LinkedHashMap<>();
    if (query.path("select").isObject()) {
      query
          .path("select")
          .fields()
          .forEachRemaining(
              field -> columns.put(field.getKey(), field.getValue().path("key").asText()));
    } else {
      Set<String> attributes = new LinkedHashSet<>();
      for (Map<String, @Nullable Object> span : spans) {
        span.keySet().stream()
            .filter(key -> key.startsWith("attributes."))
            .forEach(attributes::add);
      }
      COLUMNS.forEach(column -> columns.put(column, column));
      attributes.forEach(column -> columns.put(column, column));
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    columns.forEach((name, key) -> renamed.put(query.path("rename").path(name).asText(name), key));
    return renamed;
  }

  private static @Nullable Object value(Map<String, @Nullable Object> span, String key) {
    Object value = span.containsKey(key) ? span.get(key) : span.get("attributes." + key);
    if (value instanceof String text && (key.equals("start_time") || key.equals("end_time"))) {
      return Instant.parse(text.replace("+00:00", "Z")).toString();
    }
    return value;
  }
}
