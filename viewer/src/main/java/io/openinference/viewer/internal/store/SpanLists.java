// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists of traces and spans, newest first. */
final class SpanLists {

  private final Connection connection;
  private final AnnotationLookup annotations;
  private final AttributePath path;

  SpanLists(Connection connection, AttributePath path) {
    this.connection = connection;
    this.annotations = new AnnotationLookup(connection);
    this.path = path;
  }

  Rows.Page<Rows.Span> spans(ListQuery query) throws SQLException {
    SpanScan scan = new SpanScan(connection, annotations, path, query);
    List<SpanScan.Hit> hits = new ArrayList<>();
    boolean[] more = new boolean[1];
    boolean incomplete =
        scan.run(
            hit -> {
              more[0] = hits.size() == query.limit();
              return !more[0] && hits.add(hit);
            });
    List<Rows.Span> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + RowReader.SPAN_COLUMNS
                + ", b.input, b.output FROM spans s CROSS JOIN traces t ON t.id = s.trace"
                + " CROSS JOIN projects p ON p.id = s.project_id"
                + " CROSS JOIN bodies b ON b.id = s.id WHERE s.id = ?")) {
      for (SpanScan.Hit hit : hits) {
        statement.setLong(1, hit.id());
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            rows.add(RowReader.span(row));
          }
        }
      }
    }
    return new Rows.Page<>(rows, scan.next(more[0], incomplete), incomplete);
  }

  /** Returns traces; with a filter or words those that have a span which passes. */
  Rows.Page<Rows.Trace> traces(ListQuery query) throws SQLException {
    return query.filter() == null && query.text() == null ? allTraces(query) : tracesOf(query);
  }

  private Rows.Page<Rows.Trace> allTraces(ListQuery query) throws SQLException {
    Sql sql =
        new Sql(
            "SELECT "
                + RowReader.TRACE_COLUMNS
                + " FROM traces t JOIN projects p ON p.id = t.project_id WHERE 1");
    if (query.project() != null) {
      sql.add(" AND t.project_id = (SELECT id FROM projects WHERE name = ?)", query.project());
    }
    if (query.fromMillis() > 0) {
      sql.add(" AND t.start_ns >= ?", query.fromMillis() * 1_000_000);
    }
    if (query.toMillis() > 0) {
      sql.add(" AND t.start_ns < ?", query.toMillis() * 1_000_000);
    }
    if (query.cursor() != null) {
      Cursor cursor = Cursor.parse(query.cursor());
      sql.add(" AND (t.start_ns, t.id) < (?, ?)", cursor.start(), cursor.id());
    }
    sql.add(" ORDER BY t.start_ns DESC, t.id DESC LIMIT ?", query.limit() + 1);
    List<Rows.Trace> rows = readTraces(sql);
    boolean more = rows.size() > query.limit();
    List<Rows.Trace> page = more ? rows.subList(0, query.limit()) : rows;
    return new Rows.Page<>(page, more ? page.get(page.size() - 1).cursor() : null, false);
  }

  private Rows.Page<Rows.Trace> tracesOf(ListQuery query) throws SQLException {
    SpanScan scan = new SpanScan(connection, annotations, path, query);
    Set<Long> found = new LinkedHashSet<>();
    boolean[] more = new boolean[1];
    boolean incomplete =
        scan.run(
            hit -> {
              more[0] = found.size() == query.limit() && !found.contains(hit.trace());
              if (!more[0]) {
                found.add(hit.trace());
              }
              return !more[0];
            });
    Map<Long, Rows.Trace> byId = new HashMap<>();
    if (!found.isEmpty()) {
      String marks = "?,".repeat(found.size());
      Sql sql =
          new Sql(
              "SELECT "
                  + RowReader.TRACE_COLUMNS
                  + " FROM traces t JOIN projects p ON p.id = t.project_id WHERE t.id IN ("
                  + marks.substring(0, marks.length() - 1)
                  + ")");
      sql.add("", found.toArray());
      for (Rows.Trace trace : readTraces(sql)) {
        byId.put(Cursor.parse(trace.cursor()).id(), trace);
      }
    }
    List<Rows.Trace> rows = new ArrayList<>();
    for (long id : found) {
      Rows.Trace trace = byId.get(id);
      if (trace != null) {
        rows.add(trace);
      }
    }
    return new Rows.Page<>(rows, scan.next(more[0], incomplete), incomplete);
  }

  private List<Rows.Trace> readTraces(Sql sql) throws SQLException {
    List<String> traceIds = new ArrayList<>();
    List<String> rootIds = new ArrayList<>();
    List<Rows.Trace> bare = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Rows.Trace trace = RowReader.trace(row, List.of());
        bare.add(trace);
        traceIds.add(trace.traceId());
        rootIds.add(RowReader.hex(row, "root_span"));
      }
    }
    Map<String, List<Annotation>> ofTraces = annotations.of("trace", traceIds);
    Map<String, List<Annotation>> ofRoots = annotations.of("span", rootIds);
    List<Rows.Trace> rows = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      List<Annotation> all = new ArrayList<>(ofTraces.getOrDefault(traceIds.get(i), List.of()));
      all.addAll(ofRoots.getOrDefault(rootIds.get(i), List.of()));
      rows.add(all.isEmpty() ? bare.get(i) : annotated(bare.get(i), all));
    }
    return rows;
  }

  private static Rows.Trace annotated(Rows.Trace t, List<Annotation> annotations) {
    return new Rows.Trace(
        t.traceId(),
        t.project(),
        t.rootSpanId(),
        t.name(),
        t.kind(),
        t.status(),
        t.rootMissing(),
        t.start(),
        t.latency(),
        t.input(),
        t.output(),
        t.spans(),
        t.errors(),
        t.promptTokens(),
        t.completionTokens(),
        t.tokens(),
        t.cost(),
        t.session(),
        t.user(),
        t.model(),
        annotations,
        t.cursor());
  }

  /** SQL that grows, with the values of its parameters. */
  static final class Sql {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    Sql(String text) {
      this.text = new StringBuilder(text);
    }

    Sql add(String more, Object... moreValues) {
      text.append(more);
      values.addAll(Arrays.asList(moreValues));
      return this;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(text.toString());
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    }
  }

  /** The place in a list: the start and the id of the last row. */
  record Cursor(long start, long id) {
    static Cursor parse(String text) {
      int dot = text.indexOf('.');
      try {
        return new Cursor(
            Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
      } catch (NumberFormatException | IndexOutOfBoundsException noCursor) {
        throw new IllegalArgumentException("the cursor is not one of this server", noCursor);
      }
    }
  }
}
