// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts spans by minute for the charts, and writes the counts of a commit at its end. */
final class MinuteCounts {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Map<Series, Counts> counts = new HashMap<>();
  private final Map<Bucket, Integer> buckets = new HashMap<>();
  private final PreparedStatement addCounts;
  private final PreparedStatement addBucket;

  MinuteCounts(Connection connection) throws SQLException {
    addCounts =
        connection.prepareStatement(
            "INSERT INTO minutes VALUES(?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
                + " count = count + excluded.count, errors = errors + excluded.errors,"
                + " prompt_tokens = prompt_tokens + excluded.prompt_tokens,"
                + " completion_tokens = completion_tokens + excluded.completion_tokens,"
                + " cost = cost + excluded.cost");
    addBucket =
        connection.prepareStatement(
            "INSERT INTO latencies VALUES(?,?,?,?,?) ON CONFLICT DO UPDATE SET"
                + " count = count + excluded.count");
  }

  void add(SpanRow span, long project) {
    if (span.parentId().isEmpty()) {
      add(span, project, "trace");
    }
    if (span.model() != null && span.kind().equals("LLM")) {
      add(span, project, "model:" + span.model());
    } else if (span.kind().equals("TOOL")) {
      add(span, project, "tool:" + span.name());
    }
  }

  private void add(SpanRow span, long project, String name) {
    Series series = new Series(project, span.startNanos() / MINUTE, name);
    Counts sum = counts.computeIfAbsent(series, key -> new Counts());
    sum.count++;
    sum.errors += span.status() == 2 ? 1 : 0;
    if (!name.equals("trace")) {
      sum.promptTokens += span.promptTokens() == null ? 0 : span.promptTokens();
      sum.completionTokens += span.completionTokens() == null ? 0 : span.completionTokens();
      sum.cost += span.cost() == null ? 0 : span.cost();
    }
    buckets.merge(new Bucket(series, Latencies.bucket(span.latencyNanos())), 1, Integer::sum);
  }

  void write() throws SQLException {
    for (Map.Entry<Series, Counts> entry : counts.entrySet()) {
      Counts sum = entry.getValue();
      bind(addCounts, entry.getKey());
      addCounts.setLong(4, sum.count);
      addCounts.setLong(5, sum.errors);
      addCounts.setLong(6, sum.promptTokens);
      addCounts.setLong(7, sum.completionTokens);
      addCounts.setDouble(8, sum.cost);
      addCounts.executeUpdate();
    }
    for (Map.Entry<Bucket, Integer> entry : buckets.entrySet()) {
      bind(addBucket, entry.getKey().series());
      addBucket.setInt(4, entry.getKey().bucket());
      addBucket.setInt(5, entry.getValue());
      addBucket.executeUpdate();
    }
    clear();
  }

  void clear() {
    counts.clear();
    buckets.clear();
  }

  private static void bind(PreparedStatement statement, Series series) throws SQLException {
    statement.setLong(1, series.project());
    statement.setLong(2, series.minute());
    statement.setString(3, series.name());
  }

  private record Series(long project, long minute, String name) {}

  private record Bucket(Series series, int bucket) {}

  private static final class Counts {
    private long count;
    private long errors;
    private long promptTokens;
    private long completionTokens;
    private double cost;
  }
}
