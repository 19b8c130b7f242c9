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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans as tables for pandas, which is what {@code get_spans_dataframe} of Phoenix's client reads.
 */
final class PhoenixDataframes {

  private static final String BOUNDARY = "openinference-viewer-table";

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
      write(parts, "--" + BOUNDARY + "\r\nContent-Type: application/json\r\n\r\n");
      parts.write(
          mapper.writeValueAsBytes(new SpanTable(query, spans(request, body, query)).json()));
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
}
