// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.store.TraceSums.TokenCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tokens of spans to their traces, each token once.
 *
 * <p>Two instrumentations of one call make two LLM spans, one below the other, with the same
 * tokens. Only the upper one counts.
 */
final class TokenTree {

  private final TraceSums sums;
  private final PreparedStatement findParent;
  private final PreparedStatement findChildren;
  private final PreparedStatement discount;

  TokenTree(Connection connection, TraceSums sums) throws SQLException {
    this.sums = sums;
    findParent =
        connection.prepareStatement(
            "SELECT 1 FROM spans WHERE trace = ? AND span_id = ? AND total_tokens IS NOT NULL"
                + " AND kind IN ('LLM', 'EMBEDDING')");
    findChildren =
        connection.prepareStatement(
            "SELECT id, prompt_tokens, completion_tokens, total_tokens, cost FROM spans"
                + " WHERE trace = ? AND parent_id = ? AND total_tokens IS NOT NULL"
                + " AND counted = 1");
    discount = connection.prepareStatement("UPDATE spans SET counted = 0 WHERE id = ?");
  }

  /** Returns whether the trace counts the tokens of a span that comes. */
  boolean counts(long trace, SpanRow span) throws SQLException {
    boolean hasTokens = span.totalTokens() != null || span.cost() != null;
    return hasTokens
        && (span.kind().equals("LLM") || span.kind().equals("EMBEDDING"))
        && (span.parentId().isEmpty() || !hasCountingParent(trace, span.parentId()));
  }

  /** Adds the tokens of a span that counts, and takes those of its children off. */
  void add(long trace, SpanRow span) throws SQLException {
    sums.addTokens(
        trace,
        new TokenCounts(
            orZero(span.promptTokens()),
            orZero(span.completionTokens()),
            orZero(span.totalTokens()),
            span.cost()),
        1);
    discountChildren(trace, span.spanId());
  }

  private boolean hasCountingParent(long trace, String parentId) throws SQLException {
    findParent.setLong(1, trace);
    findParent.setBytes(2, HexFormat.of().parseHex(parentId));
    try (ResultSet row = findParent.executeQuery()) {
      return row.next();
    }
  }

  private void discountChildren(long trace, String spanId) throws SQLException {
    findChildren.setLong(1, trace);
    findChildren.setBytes(2, HexFormat.of().parseHex(spanId));
    try (ResultSet row = findChildren.executeQuery()) {
      while (row.next()) {
        Double cost = row.getObject(5) == null ? null : row.getDouble(5);
        sums.addTokens(
            trace, new TokenCounts(row.getLong(2), row.getLong(3), row.getLong(4), cost), -1);
        discount.setLong(1, row.getLong(1));
        discount.executeUpdate();
      }
    }
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
