// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All runs of an experiment.
 *
 * @since 0.1.0
 */
public final class ExperimentResult {

  private final ExperimentPlace place;
  private final List<RunResult> runs;
  private final Map<String, OptimizationDirection> directions;

  ExperimentResult(
      ExperimentPlace place,
      List<Map<String, @Nullable Object>> runs,
      Map<String, OptimizationDirection> directions) {
    this.place = place;
    this.runs = runs.stream().map(RunResult::new).toList();
    this.directions = Map.copyOf(directions);
  }

  /** Returns this result with other ids of examples. */
  ExperimentResult renamed(Map<String, String> exampleIds) {
    List<Map<String, @Nullable Object>> renamed = new ArrayList<>();
    for (RunResult run : runs) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(run.json());
      json.put("example_id", exampleIds.getOrDefault(run.exampleId(), run.exampleId()));
      renamed.add(json);
    }
    return new ExperimentResult(place, renamed, directions);
  }

  /** Returns the id of the experiment; it is empty if the experiment is on no server. */
  public String experimentId() {
    return place.experimentId();
  }

  /** Returns the name of the experiment. */
  public String name() {
    return place.name();
  }

  /** Returns the page that shows the experiment, or null if the experiment is on no server. */
  public @Nullable String url() {
    return place.url();
  }

  /** Returns the project of the spans, or null if the experiment is on no server. */
  public @Nullable String projectName() {
    return place.projectName();
  }

  /** Returns the page that shows the trace of a run, or null if there is none. */
  public @Nullable String traceUrl(RunResult run) {
    String traceId = run.traceId();
    return traceId == null ? null : place.traceUrl(traceId);
  }

  /** Returns the runs. */
  public List<RunResult> runs() {
    return runs;
  }

  /** Returns the runs whose task threw. */
  public List<RunResult> failedRuns() {
    return runs.stream().filter(run -> run.error() != null).toList();
  }

  /** Returns the names of the evaluators, sorted. */
  public Set<String> evaluators() {
    Set<String> names = new TreeSet<>(directions.keySet());
    for (RunResult run : runs) {
      names.addAll(run.evaluations().keySet());
      names.addAll(run.evaluationErrors().keySet());
    }
    return names;
  }

  /** Returns which scores of an evaluator are better. */
  public OptimizationDirection direction(String evaluator) {
    return directions.getOrDefault(evaluator, OptimizationDirection.MAXIMIZE);
  }

  /** Returns the mean of all scores of an evaluator, or null if it gave none. */
  public @Nullable Double meanScore(String evaluator) {
    return mean(runs, evaluator);
  }

  static @Nullable Double mean(List<RunResult> runs, String evaluator) {
    List<Double> scores =
        runs.stream().map(run -> run.score(evaluator)).filter(Objects::nonNull).toList();
    return scores.isEmpty()
        ? null
        : (Double) scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Returns the runs by example, in the order of the dataset. */
  Map<String, List<RunResult>> runsByExample() {
    Map<String, List<RunResult>> byExample = new LinkedHashMap<>();
    for (RunResult run : runs) {
      byExample.computeIfAbsent(run.exampleId(), id -> new ArrayList<>()).add(run);
    }
    byExample.values().forEach(list -> list.sort(Comparator.comparingInt(RunResult::repetition)));
    return byExample;
  }

  /** Compares this experiment with an earlier one, by example. */
  public ExperimentComparison compareWith(ExperimentResult baseline) {
    return new ExperimentComparison(baseline, this);
  }

  /** Returns a table to print: a line for each run, and the mean scores. */
  public String toTable() {
    TextTable table = new TextTable();
    Set<String> evaluators = evaluators();
    List<String> header = new ArrayList<>(List.of("input", "output", "ms"));
    header.addAll(evaluators);
    table.add(header);
    for (RunResult run : runs) {
      String error = run.error();
      List<String> row = new ArrayList<>();
      row.add(ResultJson.text(run.input()));
      row.add(error == null ? ResultJson.text(run.output()) : error);
      row.add(String.valueOf(run.latency().toMillis()));
      evaluators.forEach(name -> row.add(cell(run, name)));
      table.add(row);
    }
    List<String> means = new ArrayList<>(List.of("mean of " + runs.size(), "", ""));
    evaluators.forEach(name -> means.add(number(meanScore(name))));
    table.add(means);
    return table.toString();
  }

  private static String cell(RunResult run, String evaluator) {
    EvaluationResult result = run.evaluations().get(evaluator);
    if (result == null) {
      return run.evaluationErrors().containsKey(evaluator) ? "error" : "";
    }
    String label = result.label() == null ? "" : result.label();
    return result.score() == null ? label : (number(result.score()) + " " + label).strip();
  }

  static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns the runs as CSV, with three columns for each evaluator. */
  public String toCsv() {
    CsvText csv = new CsvText();
    Set<String> evaluators = evaluators();
    List<String> header =
        new ArrayList<>(
            List.of(
                "example_id",
                "repetition",
                "input",
                "expected",
                "output",
                "error",
                "latency_ms",
                "trace_id"));
    for (String name : evaluators) {
      header.addAll(List.of(name + ".score", name + ".label", name + ".explanation"));
    }
    csv.add(header);
    for (RunResult run : runs) {
      csv.add(csvRow(run, evaluators));
    }
    return csv.toString();
  }

  private static List<String> csvRow(RunResult run, Set<String> evaluators) {
    List<String> row = new ArrayList<>();
    row.add(run.exampleId());
    row.add(String.valueOf(run.repetition()));
    row.add(ResultJson.write(run.input()));
    row.add(ResultJson.write(run.expected()));
    row.add(run.output() == null ? "" : ResultJson.write(run.output()));
    row.add(Objects.toString(run.error(), ""));
    row.add(String.valueOf(run.latency().toMillis()));
    row.add(Objects.toString(run.traceId(), ""));
    for (String name : evaluators) {
      EvaluationResult result = run.evaluations().get(name);
      row.add(result == null ? "" : Objects.toString(result.score(), ""));
      row.add(result == null ? "" : Objects.toString(result.label(), ""));
      row.add(result == null ? "" : Objects.toString(result.explanation(), ""));
    }
    return row;
  }

  /** Returns the experiment, its mean scores and its runs as JSON. */
  public String toJson() {
    Map<String, @Nullable Object> scores = new LinkedHashMap<>();
    evaluators().forEach(name -> scores.put(name, meanScore(name)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("experiment_id", experimentId());
    json.put("name", name());
    json.put("mean_scores", scores);
    json.put("runs", runs.stream().map(RunResult::json).toList());
    return ResultJson.writePretty(json);
  }

  /** Shows name and scores, because runs may hold content. */
  @Override
  public String toString() {
    Map<String, String> scores = new LinkedHashMap<>();
    evaluators().forEach(name -> scores.put(name, number(meanScore(name))));
    return "ExperimentResult{" + name() + ", runs=" + runs.size() + ", scores=" + scores + "}";
  }
}
