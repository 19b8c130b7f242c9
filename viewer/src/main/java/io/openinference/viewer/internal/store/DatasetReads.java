// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads datasets. */
final class DatasetReads {

  /** The newest revision of each example up to a version. */
  private static final String REVISIONS =
      " FROM dataset_examples e JOIN dataset_revisions r ON r.example = e.id AND r.version ="
          + " (SELECT max(q.version) FROM dataset_revisions q WHERE q.example = e.id"
          + " AND q.version <= ?2)";

  private final Statements statements;

  DatasetReads(Connection connection) {
    this.statements = new Statements(connection);
  }

  /** Returns the datasets, or the one of a name, the one that changed last first. */
  List<DatasetRows.Dataset> datasets(@Nullable String name) throws SQLException {
    return statements.list(
        DatasetReads::dataset,
        "SELECT d.*, (SELECT count(*) FROM dataset_examples e JOIN dataset_revisions r ON"
            + " r.example = e.id AND r.version = (SELECT max(q.version) FROM dataset_revisions q"
            + " WHERE q.example = e.id) WHERE e.dataset = d.id AND r.deleted = 0) AS examples,"
            + " (SELECT count(*) FROM dataset_versions v WHERE v.dataset = d.id) AS versions,"
            + " (SELECT count(*) FROM experiments x WHERE x.dataset = d.id) AS experiments"
            + " FROM datasets d WHERE ?1 IS NULL OR d.name = ?1 ORDER BY d.updated_ms DESC,"
            + " d.id DESC",
        name);
  }

  private static DatasetRows.Dataset dataset(ResultSet row) throws SQLException {
    return new DatasetRows.Dataset(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("metadata"),
        row.getLong("created_ms"),
        row.getLong("updated_ms"),
        row.getLong("examples"),
        row.getLong("versions"),
        row.getLong("experiments"));
  }

  /** Returns the versions, newest first. */
  List<DatasetRows.Version> versions(long dataset) throws SQLException {
    return statements.list(
        row ->
            new DatasetRows.Version(
                row.getLong("id"), row.getString("description"), row.getLong("created_ms")),
        "SELECT * FROM dataset_versions WHERE dataset = ? ORDER BY id DESC",
        dataset);
  }

  /** Returns the examples of a version in the order in which they came. */
  List<DatasetRows.Example> examples(long dataset, long version) throws SQLException {
    return statements.list(
        DatasetReads::example,
        "SELECT e.id, e.public_id, e.span_id, r.*, s.id AS span, lower(hex(t.trace_id)) AS"
            + " trace_id"
            + REVISIONS
            + " LEFT JOIN spans s ON s.id = (SELECT min(o.id) FROM spans o WHERE o.span_id ="
            + " unhex(e.span_id)) LEFT JOIN traces t ON t.id = s.trace"
            + " WHERE e.dataset = ?1 AND r.deleted = 0 ORDER BY e.id",
        dataset,
        version);
  }

  /** Returns the number of the example of a version with a number or an id of the user. */
  OptionalLong number(long dataset, long version, String publicId, long number)
      throws SQLException {
    String select = "SELECT e.id" + REVISIONS + " WHERE e.dataset = ?1 AND r.deleted = 0 AND ";
    Long found = statements.number(select + "e.id = ?3", dataset, version, number);
    if (found == null) {
      found =
          statements.number(
              select + "e.public_id = ?3 ORDER BY e.id DESC", dataset, version, publicId);
    }
    return found == null ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private static DatasetRows.Example example(ResultSet row) throws SQLException {
    return new DatasetRows.Example(
        row.getLong("id"),
        row.getString("public_id"),
        row.getString("input"),
        row.getString("output"),
        row.getString("metadata"),
        row.getString("splits"),
        row.getString("span_id"),
        RowReader.number(row, "span"),
        row.getString("trace_id"),
        row.getLong("created_ms"));
  }
}
