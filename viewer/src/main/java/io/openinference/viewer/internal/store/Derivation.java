// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Derives again what a newer version derives differently from the spans of an older file. */
final class Derivation {

  static void renew(Connection connection) throws SQLException {
    try (GramBlocks grams = new GramBlocks(connection);
        PreparedStatement read =
            connection.prepareStatement(
                "SELECT s.id, s.kind, b.payload FROM spans s JOIN bodies b ON b.id = s.id");
        PreparedStatement text =
            connection.prepareStatement("INSERT INTO texts(rowid, words) VALUES(?,?)");
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        byte[] packed = row.getBytes("payload");
        text.setLong(1, row.getLong("id"));
        text.setString(2, SpanText.of(RowReader.decode(packed), row.getString("kind")).indexed());
        text.executeUpdate();
        grams.add(row.getLong("id"), TextGrams.of(Payloads.unpack(packed)));
      }
      grams.write();
    }
  }

  private Derivation() {}
}
