// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Derives again what a newer version derives differently from the spans of an older file. */
final class Derivation {

  private static final Logger logger = Logger.getLogger(Derivation.class.getName());

  static void renew(Connection connection) throws SQLException {
    try (GramBlocks grams = new GramBlocks(connection);
        PreparedStatement read =
            connection.prepareStatement(
                "SELECT s.id, s.kind, b.payload FROM spans s JOIN bodies b ON b.id = s.id");
        PreparedStatement text =
            connection.prepareStatement("INSERT INTO texts(rowid, words) VALUES(?,?)");
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        long id = row.getLong("id");
        try {
          renew(id, row.getString("kind"), row.getBytes("payload"), text, grams);
        } catch (IllegalStateException damaged) {
          // One damaged span must not keep the viewer from starting. Search does not find it.
          logger.log(Level.WARNING, "The span " + id + " is damaged", damaged);
        }
      }
      grams.write();
    }
  }

  private static void renew(
      long id, String kind, byte[] packed, PreparedStatement text, GramBlocks grams)
      throws SQLException {
    OtlpSpan span = RowReader.decode(packed);
    text.setLong(1, id);
    text.setString(2, SpanText.of(span, kind).indexed());
    text.executeUpdate();
    // A filter also reads the attributes that are added to spans of other tracers.
    boolean isAllReceived =
        GenAiSpans.shown(span, "").attributes().size() == span.attributes().size();
    grams.add(id, isAllReceived ? TextGrams.of(Payloads.unpack(packed)) : TextGrams.anything());
  }

  private Derivation() {}
}
