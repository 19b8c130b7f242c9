// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Deletes traces with all that belongs to them, text index and annotations included. */
final class Deletion {

  private static final int MERGED_PAGES = 2000;

  private final Connection connection;

  Deletion(Connection connection) {
    this.connection = connection;
  }

  int deleteTraces(String condition, Object... values) throws SQLException {
    List<Long> traces = new ArrayList<>();
    try (PreparedStatement find =
        connection.prepareStatement("SELECT id FROM traces WHERE " + condition)) {
      for (int i = 0; i < values.length; i++) {
        find.setObject(i + 1, values[i]);
      }
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          traces.add(row.getLong(1));
        }
      }
    }
    if (!traces.isEmpty()) {
      // SQLite overwrites deleted content, so that nobody finds it in the file.
      execute("PRAGMA secure_delete = ON");
      try (GramBlocks grams = new GramBlocks(connection)) {
        for (long trace : traces) {
          forgetTexts(trace, grams);
          deleteTrace(trace);
        }
        grams.write();
      }
      // The text index marks rows as deleted. Merging drops their words, up to this many pages.
      execute("INSERT INTO texts(texts, rank) VALUES('merge', -" + MERGED_PAGES + ")");
      // Pages that earlier merges freed hold old text.
      execute("PRAGMA incremental_vacuum");
      execute("PRAGMA secure_delete = FAST");
    }
    return traces.size();
  }

  private void forgetTexts(long trace, GramBlocks grams) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT id FROM spans WHERE trace = ?")) {
      find.setLong(1, trace);
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          grams.remove(row.getLong(1));
        }
      }
    }
  }

  private void deleteTrace(long trace) throws SQLException {
    String spans = "(SELECT id FROM spans WHERE trace = " + trace + ")";
    execute("DELETE FROM texts WHERE rowid IN " + spans);
    execute("DELETE FROM bodies WHERE id IN " + spans);
    execute(
        "DELETE FROM annotations WHERE target IN ('span', 'document') AND target_id IN"
            + " (SELECT lower(hex(span_id)) FROM spans WHERE trace = "
            + trace
            + ")");
    execute(
        "DELETE FROM annotations WHERE target = 'trace' AND target_id ="
            + " (SELECT lower(hex(trace_id)) FROM traces WHERE id = "
            + trace
            + ")");
    execute("DELETE FROM spans WHERE trace = " + trace);
    execute("DELETE FROM traces WHERE id = " + trace);
  }

  void deleteProject(long project) throws SQLException {
    deleteTraces("project_id = ?", project);
    execute("DELETE FROM minutes WHERE project_id = " + project);
    execute("DELETE FROM latencies WHERE project_id = " + project);
    execute("DELETE FROM projects WHERE id = " + project);
  }

  /** Deletes what is older than the limit. Charts forget it as well. */
  int deleteBefore(long nanos) throws SQLException {
    long minute = nanos / 60_000_000_000L;
    execute("DELETE FROM minutes WHERE minute < " + minute);
    execute("DELETE FROM latencies WHERE minute < " + minute);
    return deleteTraces("end_ns < ?", nanos);
  }

  /** Deletes the oldest traces until the pages in use are below the limit. */
  int deleteDownTo(long bytes) throws SQLException {
    int deleted = 0;
    while (usedBytes() > bytes) {
      int now =
          deleteTraces(
              "id IN (SELECT id FROM traces ORDER BY end_ns LIMIT (SELECT max(1, count(*) / 20)"
                  + " FROM traces))");
      if (now == 0) {
        break;
      }
      deleted += now;
    }
    return deleted;
  }

  private long usedBytes() throws SQLException {
    return (number("PRAGMA page_count") - number("PRAGMA freelist_count"))
        * number("PRAGMA page_size");
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
