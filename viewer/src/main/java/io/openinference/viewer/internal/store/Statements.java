// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements that are too rare to keep prepared. */
final class Statements {

  private final Connection connection;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Returns the number of rows that changed. */
  int run(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Inserts a row and returns its id. */
  long insert(String sql, @Nullable Object... values) throws SQLException {
    Long id = number(sql + " RETURNING id", values);
    if (id == null) {
      throw new SQLException("no row was inserted");
    }
    return id;
  }

  /** Returns the number of the first row; null if there is no row. */
  @Nullable Long number(String sql, @Nullable Object... values) throws SQLException {
    List<Long> found = list(row -> row.getLong(1), sql, values);
    return found.isEmpty() ? null : found.get(0);
  }

  <T> List<T> list(Reader<T> reader, String sql, @Nullable Object... values) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(reader.read(row));
      }
    }
    return rows;
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Reads a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
