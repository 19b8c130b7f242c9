// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes annotations. One with the same target, name and identifier is replaced. */
final class AnnotationWriter {

  private final PreparedStatement upsert;
  private final PreparedStatement delete;

  AnnotationWriter(Connection connection) throws SQLException {
    upsert =
        connection.prepareStatement(
            "INSERT INTO annotations(target, target_id, position, name, identifier,"
                + " annotator_kind, label, score, explanation, metadata, source, created_ms,"
                + " updated_ms) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"
                + " ON CONFLICT(target, target_id, position, name, identifier) DO UPDATE SET"
                + " annotator_kind = excluded.annotator_kind, label = excluded.label,"
                + " score = excluded.score, explanation = excluded.explanation,"
                + " metadata = excluded.metadata, source = excluded.source,"
                + " updated_ms = excluded.updated_ms RETURNING id");
    delete = connection.prepareStatement("DELETE FROM annotations WHERE id = ?");
  }

  long upsert(Annotation annotation) throws SQLException {
    upsert.setString(1, annotation.target());
    upsert.setString(2, annotation.targetId());
    upsert.setInt(3, annotation.position());
    upsert.setString(4, annotation.name());
    upsert.setString(5, annotation.identifier());
    upsert.setString(6, annotation.annotatorKind());
    upsert.setString(7, annotation.label());
    upsert.setObject(8, annotation.score());
    upsert.setString(9, annotation.explanation());
    upsert.setString(10, annotation.metadata());
    upsert.setString(11, annotation.source());
    upsert.setLong(12, annotation.createdMillis());
    upsert.setLong(13, annotation.updatedMillis());
    try (ResultSet row = upsert.executeQuery()) {
      return row.getLong(1);
    }
  }

  boolean delete(long id) throws SQLException {
    delete.setLong(1, id);
    return delete.executeUpdate() > 0;
  }
}
