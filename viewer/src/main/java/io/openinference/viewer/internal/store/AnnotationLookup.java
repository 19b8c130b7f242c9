// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads annotations. */
final class AnnotationLookup {

  private final Connection connection;

  AnnotationLookup(Connection connection) {
    this.connection = connection;
  }

  @Nullable Object find(String spanId, String name, String property) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT label, score, explanation FROM annotations WHERE target = 'span'"
                + " AND target_id = ? AND name = ? ORDER BY updated_ms DESC LIMIT 1")) {
      find.setString(1, spanId);
      find.setString(2, name);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        return property.equals("score") ? RowReader.real(row, "score") : row.getString(property);
      }
    }
  }

  /** Returns the annotations of some targets, by the id of the target. */
  Map<String, List<Annotation>> of(String target, Collection<String> ids) throws SQLException {
    Map<String, List<Annotation>> found = new HashMap<>();
    List<String> all = new ArrayList<>(ids);
    for (int i = 0; i < all.size(); i += 500) {
      List<String> some = all.subList(i, Math.min(all.size(), i + 500));
      String marks = "?,".repeat(some.size());
      try (PreparedStatement find =
          connection.prepareStatement(
              "SELECT * FROM annotations WHERE target = ? AND target_id IN ("
                  + marks.substring(0, marks.length() - 1)
                  + ") ORDER BY id")) {
        find.setString(1, target);
        for (int j = 0; j < some.size(); j++) {
          find.setString(j + 2, some.get(j));
        }
        try (ResultSet row = find.executeQuery()) {
          while (row.next()) {
            found
                .computeIfAbsent(row.getString("target_id"), id -> new ArrayList<>())
                .add(read(row));
          }
        }
      }
    }
    return found;
  }

  static Annotation read(ResultSet row) throws SQLException {
    return new Annotation(
        row.getLong("id"),
        row.getString("target"),
        row.getString("target_id"),
        row.getInt("position"),
        row.getString("name"),
        row.getString("identifier"),
        row.getString("annotator_kind"),
        row.getString("label"),
        RowReader.real(row, "score"),
        row.getString("explanation"),
        row.getString("metadata"),
        row.getString("source"),
        row.getLong("created_ms"),
        row.getLong("updated_ms"));
  }
}
