// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads projects and sessions. */
final class ProjectReads {

  private static final int HOURS = 24;

  private final Connection connection;

  ProjectReads(Connection connection) {
    this.connection = connection;
  }

  List<Rows.Project> projects(long nowMillis) throws SQLException {
    List<Rows.Project> projects = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT p.id, p.name, p.created_ms, count(t.id) AS traces, sum(t.spans) AS spans,"
                    + " sum(t.errors > 0) AS errors, sum(t.total_tokens) AS tokens,"
                    + " sum(t.cost) AS cost, max(t.received_ms) AS seen FROM projects p"
                    + " LEFT JOIN traces t ON t.project_id = p.id GROUP BY p.id"
                    + " ORDER BY seen DESC, p.name");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        projects.add(project(row, nowMillis));
      }
    }
    return projects;
  }

  private Rows.Project project(ResultSet row, long nowMillis) throws SQLException {
    long id = row.getLong("id");
    long hour = TimeUnit.MILLISECONDS.toHours(nowMillis);
    List<Long> spark = new ArrayList<>(Collections.nCopies(HOURS, 0L));
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    long firstMinute = (hour - HOURS + 1) * 60;
    try (PreparedStatement counts =
        connection.prepareStatement(
            "SELECT minute / 60 AS hour, sum(count) AS n FROM minutes WHERE project_id = ?"
                + " AND minute >= ? AND series = 'trace' GROUP BY 1")) {
      counts.setLong(1, id);
      counts.setLong(2, firstMinute);
      try (ResultSet count = counts.executeQuery()) {
        while (count.next()) {
          int index = (int) (count.getLong("hour") - hour + HOURS - 1);
          if (index < HOURS) {
            spark.set(index, count.getLong("n"));
          }
        }
      }
    }
    try (PreparedStatement latencies =
        connection.prepareStatement(
            "SELECT bucket, sum(count) AS n FROM latencies WHERE project_id = ?"
                + " AND minute >= ? AND series = 'trace' GROUP BY bucket")) {
      latencies.setLong(1, id);
      latencies.setLong(2, Math.min(firstMinute, lastMinute(id) - HOURS * 60));
      try (ResultSet count = latencies.executeQuery()) {
        while (count.next()) {
          buckets.put(count.getInt("bucket"), count.getLong("n"));
        }
      }
    }
    return new Rows.Project(
        id,
        row.getString("name"),
        row.getLong("traces"),
        row.getLong("spans"),
        row.getLong("errors"),
        row.getLong("tokens"),
        RowReader.real(row, "cost"),
        RowReader.real(row, "seen"),
        percentile(buckets, 0.5),
        percentile(buckets, 0.99),
        spark,
        row.getLong("created_ms"));
  }

  /** Returns the minute of the newest trace, which a loaded file may have from long ago. */
  private long lastMinute(long project) throws SQLException {
    try (PreparedStatement last =
        connection.prepareStatement(
            "SELECT minute FROM minutes WHERE project_id = ? AND series = 'trace'"
                + " ORDER BY minute DESC LIMIT 1")) {
      last.setLong(1, project);
      try (ResultSet row = last.executeQuery()) {
        return row.next() ? row.getLong(1) : Long.MAX_VALUE;
      }
    }
  }

  /** Returns the latency below which a share of the counted ones lies. */
  static @Nullable Double percentile(SortedMap<Integer, Long> buckets, double share) {
    long total = buckets.values().stream().mapToLong(Long::longValue).sum();
    double left = Math.max(1, share * total);
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      left -= bucket.getValue();
      if (left <= 0) {
        return Latencies.millis(bucket.getKey());
      }
    }
    return null;
  }

  Rows.Page<Rows.Session> sessions(String project, int limit, @Nullable String cursor)
      throws SQLException {
    List<Rows.Session> rows = new ArrayList<>();
    long offset = cursor == null ? 0 : SpanLists.Cursor.parse(cursor).id();
    try (PreparedStatement statement =
        connection.prepareStatement(
            sessionSql("t.project_id = (SELECT id FROM projects WHERE name = ?1)")
                + " LIMIT ?2 OFFSET ?3")) {
      statement.setString(1, project);
      statement.setInt(2, limit + 1);
      statement.setLong(3, offset);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(session(row));
        }
      }
    }
    boolean more = rows.size() > limit;
    return new Rows.Page<>(
        more ? rows.subList(0, limit) : rows, more ? "0." + (offset + limit) : null, false);
  }

  /** Returns the session in each project that has traces of it. */
  List<Rows.Session> session(String id) throws SQLException {
    List<Rows.Session> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sessionSql("t.session_id = ?1"))) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(session(row));
        }
      }
    }
    return rows;
  }

  private static String sessionSql(String condition) {
    return "SELECT t.session_id, p.name AS project, count(*) AS traces, sum(t.errors > 0) AS"
        + " errors, sum(t.total_tokens) AS tokens, sum(t.cost) AS cost, min(t.start_ns) AS"
        + " first, max(t.start_ns) AS last, max(t.end_ns) AS last_end, max(t.user_id) AS"
        + " user_id"
        + turn("input", "")
        + turn("output", " DESC")
        + " FROM traces t JOIN projects p ON p.id = t.project_id WHERE t.session_id IS NOT NULL"
        + " AND "
        + condition
        + " GROUP BY t.project_id, t.session_id ORDER BY last DESC";
  }

  private static String turn(String column, String order) {
    return ", (SELECT u."
        + column
        + " FROM traces u WHERE u.project_id = t.project_id AND u.session_id = t.session_id"
        + " ORDER BY u.start_ns"
        + order
        + " LIMIT 1) AS "
        + column;
  }

  private static Rows.Session session(ResultSet row) throws SQLException {
    return new Rows.Session(
        row.getString("session_id"),
        row.getString("project"),
        row.getLong("traces"),
        row.getLong("errors"),
        row.getLong("tokens"),
        RowReader.real(row, "cost"),
        RowReader.millis(row.getLong("first")),
        RowReader.millis(row.getLong("last_end")),
        row.getString("user_id"),
        RowReader.text(row, "input"),
        RowReader.text(row, "output"));
  }

  /** Returns the traces of a session, oldest first. */
  List<Rows.Trace> turns(String session) throws SQLException {
    List<Rows.Trace> turns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + RowReader.TRACE_COLUMNS
                + " FROM traces t JOIN projects p ON p.id = t.project_id"
                + " WHERE t.session_id = ? ORDER BY t.start_ns, t.id LIMIT 1000")) {
      statement.setString(1, session);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          turns.add(RowReader.trace(row, List.of()));
        }
      }
    }
    return turns;
  }
}
