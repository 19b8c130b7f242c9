// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpProtobufReader;
import io.openinference.viewer.internal.otlp.OtlpResource;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one trace or one span. */
final class TraceReads {

  private final Connection connection;
  private final AnnotationLookup annotations;
  private final Map<Long, OtlpResource> resources = new HashMap<>();

  TraceReads(Connection connection) {
    this.connection = connection;
    this.annotations = new AnnotationLookup(connection);
  }

  /** Returns the spans of a trace in the order of their starts. */
  List<Rows.Span> spans(String traceId) throws SQLException {
    List<Rows.Span> spans = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + RowReader.SPAN_COLUMNS
                // A call of a tool is shown with its result.
                + ", NULL AS input, CASE WHEN s.kind = 'TOOL' THEN"
                + " (SELECT b.output FROM bodies b WHERE b.id = s.id) END AS output"
                + " FROM traces t CROSS JOIN spans s ON s.trace = t.id"
                + " CROSS JOIN projects p ON p.id = s.project_id"
                + " WHERE t.trace_id = ? ORDER BY s.start_ns, s.id")) {
      statement.setBytes(1, HexFormat.of().parseHex(traceId));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          spans.add(RowReader.span(row));
        }
      }
    }
    return spans;
  }

  /** Returns the spans of a trace with all that was received, in the order of their starts. */
  List<StoredSpan> stored(String traceId) throws SQLException {
    return stored("t.trace_id = ? ORDER BY s.start_ns, s.id", HexFormat.of().parseHex(traceId));
  }

  @Nullable StoredSpan stored(long id) throws SQLException {
    List<StoredSpan> found = stored("s.id = ?", id);
    return found.isEmpty() ? null : found.get(0);
  }

  List<StoredSpan> stored(String condition, Object... values) throws SQLException {
    List<StoredSpan> bare = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT s.id, p.name AS project, s.kind, s.span_id, s.oddities, b.resource,"
                + " b.received_ms, b.payload"
                + " FROM traces t JOIN spans s ON s.trace = t.id"
                + " JOIN projects p ON p.id = s.project_id JOIN bodies b ON b.id = s.id WHERE "
                + condition)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OtlpSpan received = RowReader.decode(row.getBytes("payload"));
          OtlpResource resource = resource(row.getLong("resource"));
          bare.add(
              new StoredSpan(
                  row.getLong("id"),
                  row.getString("project"),
                  row.getString("kind"),
                  GenAiSpans.shown(received, resource.scopeName()),
                  received,
                  resource,
                  row.getInt("oddities"),
                  row.getLong("received_ms"),
                  List.of()));
        }
      }
    }
    return annotate(bare);
  }

  private List<StoredSpan> annotate(List<StoredSpan> bare) throws SQLException {
    List<String> ids = bare.stream().map(each -> each.span().spanId()).toList();
    Map<String, List<Annotation>> ofSpans = annotations.of("span", ids);
    Map<String, List<Annotation>> ofDocuments = annotations.of("document", ids);
    List<StoredSpan> spans = new ArrayList<>();
    for (StoredSpan each : bare) {
      List<Annotation> all = new ArrayList<>(ofSpans.getOrDefault(each.span().spanId(), List.of()));
      all.addAll(ofDocuments.getOrDefault(each.span().spanId(), List.of()));
      spans.add(
          new StoredSpan(
              each.id(),
              each.project(),
              each.kind(),
              each.span(),
              each.received(),
              each.resource(),
              each.oddities(),
              each.receivedMillis(),
              all));
    }
    return spans;
  }

  private OtlpResource resource(long id) throws SQLException {
    OtlpResource known = resources.get(id);
    if (known == null) {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT data FROM resources WHERE id = ?")) {
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
          known =
              row.next()
                  ? OtlpProtobufReader.readResource(row.getBytes("data"))
                  : OtlpResource.EMPTY;
        }
      } catch (IOException damaged) {
        throw new IllegalStateException("A resource in the store is damaged", damaged);
      }
      resources.put(id, known);
    }
    return known;
  }
}
