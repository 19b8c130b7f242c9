// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the charts show. */
final class MetricReads {

  private static final int STEPS = 60;
  private static final long MINUTE_MILLIS = 60_000;

  private final Connection connection;
  private final String project;
  private final long firstMinute;
  private final long minutesPerStep;
  private final Map<String, Sum> sums = new HashMap<>();

  MetricReads(Connection connection, String project, long fromMillis, long toMillis) {
    this.connection = connection;
    this.project = project;
    long minutes = Math.max(1, (toMillis - fromMillis) / MINUTE_MILLIS);
    this.minutesPerStep = (minutes + STEPS - 1) / STEPS;
    this.firstMinute = fromMillis / MINUTE_MILLIS / minutesPerStep * minutesPerStep;
  }

  Rows.Metrics read() throws SQLException {
    readCounts();
    readLatencies();
    double step = (double) minutesPerStep * MINUTE_MILLIS;
    double from = (double) firstMinute * MINUTE_MILLIS;
    return new Rows.Metrics(
        from,
        from + (STEPS + 1) * step,
        step,
        steps(),
        series("model:"),
        series("tool:"),
        scores());
  }

  private void readCounts() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT * FROM minutes");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Sum sum = sums.computeIfAbsent(row.getString("series"), name -> new Sum());
        int step = step(row.getLong("minute"));
        sum.counts[step] += row.getLong("count");
        sum.failures[step] += row.getLong("errors");
        sum.promptTokens += row.getLong("prompt_tokens");
        sum.completionTokens += row.getLong("completion_tokens");
        sum.tokens[step] += row.getLong("prompt_tokens") + row.getLong("completion_tokens");
        sum.cost += row.getDouble("cost");
      }
    }
  }

  private void readLatencies() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT * FROM latencies");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Sum sum = sums.computeIfAbsent(row.getString("series"), name -> new Sum());
        int bucket = row.getInt("bucket");
        long count = row.getLong("count");
        sum.all.merge(bucket, count, Long::sum);
        sum.byStep
            .computeIfAbsent(step(row.getLong("minute")), step -> new TreeMap<>())
            .merge(bucket, count, Long::sum);
      }
    }
  }

  private PreparedStatement prepare(String select) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            select
                + " WHERE project_id = (SELECT id FROM projects WHERE name = ?)"
                + " AND minute >= ? AND minute < ?");
    statement.setString(1, project);
    statement.setLong(2, firstMinute);
    statement.setLong(3, firstMinute + (STEPS + 1) * minutesPerStep);
    return statement;
  }

  private int step(long minute) {
    return (int) ((minute - firstMinute) / minutesPerStep);
  }

  private List<Rows.Step> steps() {
    Sum traces = sums.getOrDefault("trace", new Sum());
    List<Rows.Step> steps = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      TreeMap<Integer, Long> buckets = traces.byStep.getOrDefault(i, new TreeMap<>());
      steps.add(
          new Rows.Step(
              (double) (firstMinute + i * minutesPerStep) * MINUTE_MILLIS,
              traces.counts[i],
              traces.failures[i],
              ProjectReads.percentile(buckets, 0.5),
              ProjectReads.percentile(buckets, 0.99)));
    }
    return steps;
  }

  private List<Rows.Series> series(String prefix) {
    List<Rows.Series> series = new ArrayList<>();
    boolean isModel = prefix.equals("model:");
    sums.forEach(
        (name, sum) -> {
          if (name.startsWith(prefix)) {
            List<Long> steps = new ArrayList<>(Collections.nCopies(STEPS + 1, 0L));
            for (int i = 0; i <= STEPS; i++) {
              steps.set(i, isModel ? sum.tokens[i] : sum.failures[i]);
            }
            series.add(
                new Rows.Series(
                    name.substring(prefix.length()),
                    total(sum.counts),
                    total(sum.failures),
                    sum.promptTokens,
                    sum.completionTokens,
                    sum.cost,
                    ProjectReads.percentile(sum.all, 0.5),
                    ProjectReads.percentile(sum.all, 0.99),
                    steps));
          }
        });
    series.sort(Comparator.comparingLong(Rows.Series::count).reversed());
    return series;
  }

  private List<Map<String, Object>> scores() throws SQLException {
    List<Map<String, Object>> scores = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT a.name, count(*) AS n, avg(a.score) AS mean FROM annotations a WHERE a.target ="
                + " 'span' AND a.updated_ms >= ?2 AND EXISTS (SELECT 1 FROM spans s WHERE s.span_id"
                + " = unhex(a.target_id) AND s.project_id = (SELECT id FROM projects WHERE name ="
                + " ?1)) GROUP BY a.name ORDER BY n DESC LIMIT 20")) {
      statement.setString(1, project);
      statement.setLong(2, firstMinute * MINUTE_MILLIS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Map<String, Object> score = new LinkedHashMap<>();
          score.put("name", row.getString("name"));
          score.put("count", row.getLong("n"));
          Double mean = RowReader.real(row, "mean");
          if (mean != null && Double.isFinite(mean)) {
            score.put("mean", mean);
          }
          scores.add(score);
        }
      }
    }
    return scores;
  }

  private static long total(long[] numbers) {
    long total = 0;
    for (long number : numbers) {
      total += number;
    }
    return total;
  }

  private static final class Sum {
    private final long[] counts = new long[STEPS + 1];
    private final long[] failures = new long[STEPS + 1];
    private final long[] tokens = new long[STEPS + 1];
    private final TreeMap<Integer, Long> all = new TreeMap<>();
    private final Map<Integer, TreeMap<Integer, Long>> byStep = new HashMap<>();
    private long promptTokens;
    private long completionTokens;
    private double cost;
  }
}
