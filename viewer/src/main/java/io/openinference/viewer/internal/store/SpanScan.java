// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.query.Filter;
import io.openinference.viewer.internal.store.SpanLists.Cursor;
import io.openinference.viewer.internal.store.SpanLists.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the spans that pass a filter, newest first.
 *
 * <p>It reads no bodies, except those that may pass a part of the filter that no column answers.
 */
final class SpanScan {

  /** Less than the time after which the database stops a query, so that a part can be shown. */
  private static final long MAX_NANOS = 3_000_000_000L;

  /** Sorting this many spans is faster than reading all spans in their order. */
  private static final int MAX_SORTED = 3_000;

  private final Connection connection;
  private final AnnotationLookup annotations;
  private final AttributePath path;
  private final ListQuery query;
  private final @Nullable Filter filter;
  private final @Nullable BitSet candidates;
  private @Nullable Hit last;

  SpanScan(Connection connection, AnnotationLookup annotations, AttributePath path, ListQuery query)
      throws SQLException {
    this.connection = connection;
    this.annotations = annotations;
    this.path = path;
    this.query = query;
    Filter asked = query.filter();
    this.filter = asked == null || asked.isComplete() ? null : asked;
    int[] bits = filter == null ? new int[0] : TextGrams.bitsOf(filter.texts());
    this.candidates = bits.length == 0 ? null : GramBlocks.candidates(connection, bits);
  }

  /** Hands over the spans that pass. Returns whether the time was up before the end. */
  boolean run(HitTaker taker) throws SQLException {
    long deadline = System.nanoTime() + MAX_NANOS;
    try (PreparedStatement statement = sql().prepare(connection);
        ResultSet row = statement.executeQuery();
        RowReader.View view = new RowReader.View(connection, annotations, path)) {
      while (row.next()) {
        Hit hit = isCandidate(row) ? passing(row, view) : null;
        if (hit != null) {
          if (!taker.take(hit)) {
            return false;
          }
          last = hit;
        }
        if (System.nanoTime() - deadline > 0) {
          return true;
        }
      }
      return false;
    }
  }

  private boolean isCandidate(ResultSet row) throws SQLException {
    return candidates == null || candidates.get(row.getInt("id"));
  }

  private @Nullable Hit passing(ResultSet row, RowReader.View view) throws SQLException {
    if (filter == null) {
      return new Hit(row.getLong("id"), row.getLong("trace"), row.getLong("start_ns"));
    }
    view.read(row.getLong("id"));
    return filter.test(view) ? view.hit() : null;
  }

  /** Returns where the list goes on behind the spans that were taken; null at its end. */
  @Nullable String next(boolean more, boolean incomplete) {
    if (last == null || !(more || incomplete)) {
      return null;
    }
    return (query.text() == null ? last.start() : 0) + "." + last.id();
  }

  private Sql sql() {
    String text = query.text();
    // The index alone answers this, so that spans which are no candidates are not read.
    Sql sql = new Sql(filter == null ? "SELECT s.id, s.trace, s.start_ns" : "SELECT s.id");
    if (text != null) {
      sql.add(" FROM texts CROSS JOIN spans s ON s.id = texts.rowid WHERE texts MATCH ?");
      sql.add("", FullText.query(text));
    } else if (candidates != null && candidates.cardinality() <= MAX_SORTED) {
      sql.add(" FROM json_each(?) c CROSS JOIN spans s ON s.id = c.value WHERE 1");
      sql.add("", Arrays.toString(candidates.stream().toArray()));
    } else {
      sql.add(" FROM spans s WHERE 1");
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
      if (text == null) {
        sql.add(" AND (s.start_ns, s.id) < (?, ?)", cursor.start(), cursor.id());
      } else {
        sql.add(" AND texts.rowid < ?", cursor.id());
      }
    }
    if (query.filter() != null) {
      sql.add(query.filter().where(), query.filter().values().toArray());
    }
    return sql.add(
        text == null ? " ORDER BY s.start_ns DESC, s.id DESC" : " ORDER BY texts.rowid DESC");
  }

  /** A span that passes. */
  record Hit(long id, long trace, long start) {}

  /** Takes a span. Returns false if no more are wanted. */
  interface HitTaker {
    boolean take(Hit hit);
  }
}
