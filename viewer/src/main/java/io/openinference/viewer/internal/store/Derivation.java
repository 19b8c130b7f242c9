// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
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
        OtlpSpan span = RowReader.decode(packed);
        text.setLong(1, row.getLong("id"));
        text.setString(2, SpanText.of(span, row.getString("kind")).indexed());
        text.executeUpdate();
        // A filter also reads the attributes that are added to spans of other tracers.
        boolean isAllReceived =
            GenAiSpans.shown(span, "").attributes().size() == span.attributes().size();
        grams.add(
            row.getLong("id"),
            isAllReceived ? TextGrams.of(Payloads.unpack(packed)) : TextGrams.anything());
      }
      grams.write();
    }
  }

  private Derivation() {}
}
