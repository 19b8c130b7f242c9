// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.query.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of traces and spans, newest first. */
final class SpanLists {

  /** Less than the time after which the database stops a query, so that a part can be shown. */
  private static final long MAX_NANOS = 3_000_000_000L;

  private final Connection connection;
  private final AnnotationLookup annotations;
  private final AttributePath path;

  SpanLists(Connection connection, AttributePath path) {
    this.connection = connection;
    this.annotations = new AnnotationLookup(connection);
    this.path = path;
  }

  Rows.Page<Rows.Span> spans(ListQuery query) throws SQLException {
    List<Rows.Span> rows = new ArrayList<>();
    boolean[] more = new boolean[1];
    boolean incomplete =
        scan(
            query,
            row -> {
              if (rows.size() == query.limit()) {
                more[0] = true;
                return false;
              }
              rows.add(RowReader.span(row));
              return true;
            });
    String next = more[0] || incomplete ? last(rows, query) : null;
    return new Rows.Page<>(rows, next, incomplete);
  }

  private static @Nullable String last(List<Rows.Span> rows, ListQuery query) {
    if (rows.isEmpty()) {
      return null;
    }
    Rows.Span last = rows.get(rows.size() - 1);
    return query.text() == null ? last.cursor() : "0." + last.id();
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
    Map<Long, String> found = new LinkedHashMap<>();
    boolean[] more = new boolean[1];
    boolean incomplete =
        scan(
            query,
            row -> {
              long trace = row.getLong("trace");
              if (found.size() == query.limit() && !found.containsKey(trace)) {
                more[0] = true;
                return false;
              }
              String cursor =
                  query.text() == null
                      ? row.getLong("start_ns") + "." + row.getLong("id")
                      : "0." + row.getLong("id");
              found.put(trace, cursor);
              return true;
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
      sql.add("", found.keySet().toArray());
      for (Rows.Trace trace : readTraces(sql)) {
        byId.put(Cursor.parse(trace.cursor()).id(), trace);
      }
    }
    List<Rows.Trace> rows = new ArrayList<>();
    String last = null;
    for (Map.Entry<Long, String> entry : found.entrySet()) {
      Rows.Trace trace = byId.get(entry.getKey());
      if (trace != null) {
        rows.add(trace);
      }
      last = entry.getValue();
    }
    return new Rows.Page<>(rows, more[0] || incomplete ? last : null, incomplete);
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

  /** Hands over the spans that pass. Returns whether the time was up before the end. */
  private boolean scan(ListQuery query, RowTaker taker) throws SQLException {
    Filter filter = query.filter();
    long deadline = System.nanoTime() + MAX_NANOS;
    try (PreparedStatement statement = scanSql(query).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      RowReader.View view = new RowReader.View(row, annotations, path);
      while (row.next()) {
        view.next();
        boolean passes = filter == null || filter.isComplete() || filter.test(view);
        if (passes && !taker.take(row)) {
          return false;
        }
        if (System.nanoTime() - deadline > 0) {
          return true;
        }
      }
      return false;
    }
  }

  private static Sql scanSql(ListQuery query) {
    String text = query.text();
    boolean hasText = text != null;
    Sql sql =
        new Sql("SELECT " + RowReader.SPAN_COLUMNS + ", s.trace, b.input, b.output, b.payload");
    sql.add(hasText ? " FROM texts CROSS JOIN spans s ON s.id = texts.rowid" : " FROM spans s");
    sql.add(
        " CROSS JOIN traces t ON t.id = s.trace CROSS JOIN projects p ON p.id = s.project_id"
            + " CROSS JOIN bodies b ON b.id = s.id WHERE 1");
    if (text != null) {
      sql.add(" AND texts MATCH ?", FullText.query(text));
    }
    if (query.project() != null) {
      sql.add(" AND s.project_id = (SELECT id FROM projects WHERE name = ?)", query.project());
    }
    if (query.fromMillis() > 0) {
      sql.add(" AND s.start_ns >= ?", query.fromMillis() * 1_000_000);
    }
    if (query.toMillis() > 0) {
      sql.add(" AND s.start_ns < ?", query.toMillis() * 1_000_000);
    }
    if (query.cursor() != null) {
      Cursor cursor = Cursor.parse(query.cursor());
      if (hasText) {
        sql.add(" AND texts.rowid < ?", cursor.id());
      } else {
        sql.add(" AND (s.start_ns, s.id) < (?, ?)", cursor.start(), cursor.id());
      }
    }
    if (query.filter() != null) {
      sql.add(query.filter().where(), query.filter().values().toArray());
    }
    return sql.add(hasText ? " ORDER BY texts.rowid DESC" : " ORDER BY s.start_ns DESC, s.id DESC");
  }

  /** Takes a row. Returns false if no more are wanted. */
  private interface RowTaker {
    boolean take(ResultSet row) throws SQLException;
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
