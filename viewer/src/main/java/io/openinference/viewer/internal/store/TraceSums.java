// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums up the traces of a commit, and adds the sums to the rows of the traces at its end. */
final class TraceSums {

  private final Map<Long, Sum> sums = new HashMap<>();
  private final PreparedStatement add;
  private final PreparedStatement setRoot;
  private final PreparedStatement setText;

  TraceSums(Connection connection) throws SQLException {
    add =
        connection.prepareStatement(
            "UPDATE traces SET start_ns = min(start_ns, ?), end_ns = max(end_ns, ?),"
                + " received_ms = ?, spans = spans + ?, errors = errors + ?,"
                + " prompt_tokens = prompt_tokens + ?, completion_tokens = completion_tokens + ?,"
                + " total_tokens = total_tokens + ?,"
                + " cost = CASE WHEN ?9 IS NULL THEN cost ELSE coalesce(cost, 0) + ?9 END,"
                + " session_id = coalesce(session_id, ?10), user_id = coalesce(user_id, ?11),"
                + " model = coalesce(model, ?12) WHERE id = ?13");
    // The earliest span without a parent is the root; until one comes, the earliest span stands in.
    setRoot =
        connection.prepareStatement(
            "UPDATE traces SET root_rank = ?1, root_start = ?2, root_latency = ?3, root_span = ?4,"
                + " root_name = ?5, root_kind = ?6, root_status = ?7"
                + " WHERE id = ?8 AND (root_rank > ?1 OR (root_rank = ?1 AND root_start > ?2))");
    // A root without texts, such as the request that a web server took, shows those of its spans.
    setText =
        connection.prepareStatement(
            "UPDATE traces SET text_rank = ?1, text_start = ?2, input = ?3, output = ?4"
                + " WHERE id = ?5 AND (text_rank > ?1 OR (text_rank = ?1 AND text_start > ?2))");
  }

  void add(long trace, SpanRow span) {
    Sum sum = sums.computeIfAbsent(trace, key -> new Sum());
    sum.start = Math.min(sum.start, span.startNanos());
    sum.end = Math.max(sum.end, span.startNanos() + span.latencyNanos());
    sum.received = span.receivedMillis();
    sum.spans++;
    sum.errors += span.status() == 2 ? 1 : 0;
    sum.session = sum.session == null ? span.sessionId() : sum.session;
    sum.user = sum.user == null ? span.userId() : sum.user;
    sum.model = sum.model == null ? span.model() : sum.model;
    sum.root = first(sum.root, span);
    if (!span.input().isEmpty() || !span.output().isEmpty()) {
      sum.text = first(sum.text, span);
    }
  }

  private static SpanRow first(@Nullable SpanRow known, SpanRow span) {
    if (known == null || rank(span) < rank(known)) {
      return span;
    }
    boolean isEarlier = rank(span) == rank(known) && span.startNanos() < known.startNanos();
    return isEarlier ? span : known;
  }

  void addTokens(long trace, TokenCounts tokens, int sign) {
    Sum sum = sums.computeIfAbsent(trace, key -> new Sum());
    sum.promptTokens += sign * tokens.prompt();
    sum.completionTokens += sign * tokens.completion();
    sum.totalTokens += sign * tokens.total();
    if (tokens.cost() != null) {
      sum.cost = (sum.cost == null ? 0 : sum.cost) + sign * tokens.cost();
    }
  }

  void write() throws SQLException {
    for (Map.Entry<Long, Sum> entry : sums.entrySet()) {
      Sum sum = entry.getValue();
      add.setLong(1, sum.start);
      add.setLong(2, sum.end);
      add.setLong(3, sum.received);
      add.setLong(4, sum.spans);
      add.setLong(5, sum.errors);
      add.setLong(6, sum.promptTokens);
      add.setLong(7, sum.completionTokens);
      add.setLong(8, sum.totalTokens);
      add.setObject(9, sum.cost);
      add.setString(10, sum.session);
      add.setString(11, sum.user);
      add.setString(12, sum.model);
      add.setLong(13, entry.getKey());
      add.executeUpdate();
      SpanRow root = sum.root;
      if (root != null) {
        writeRoot(entry.getKey(), root);
      }
      SpanRow text = sum.text;
      if (text != null) {
        writeText(entry.getKey(), text);
      }
    }
    clear();
  }

  private void writeRoot(long trace, SpanRow root) throws SQLException {
    setRoot.setInt(1, rank(root));
    setRoot.setLong(2, root.startNanos());
    setRoot.setLong(3, root.latencyNanos());
    setRoot.setBytes(4, HexFormat.of().parseHex(root.spanId()));
    setRoot.setString(5, root.name());
    setRoot.setString(6, root.kind());
    setRoot.setInt(7, root.status());
    setRoot.setLong(8, trace);
    setRoot.executeUpdate();
  }

  private void writeText(long trace, SpanRow text) throws SQLException {
    setText.setInt(1, rank(text));
    setText.setLong(2, text.startNanos());
    setText.setString(3, text.input());
    setText.setString(4, text.output());
    setText.setLong(5, trace);
    setText.executeUpdate();
  }

  void clear() {
    sums.clear();
  }

  private static int rank(SpanRow span) {
    return span.parentId().isEmpty() ? 0 : 1;
  }

  /** The tokens and the cost of one span. */
  record TokenCounts(long prompt, long completion, long total, @Nullable Double cost) {}

  private static final class Sum {
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private long received;
    private long spans;
    private long errors;
    private long promptTokens;
    private long completionTokens;
    private long totalTokens;
    private @Nullable Double cost;
    private @Nullable String session;
    private @Nullable String user;
    private @Nullable String model;
    private @Nullable SpanRow root;
    private @Nullable SpanRow text;
  }
}
