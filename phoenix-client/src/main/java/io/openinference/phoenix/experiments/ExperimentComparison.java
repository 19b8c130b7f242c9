// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two experiments over the same dataset, compared by example.
 *
 * @since 0.1.0
 */
public final class ExperimentComparison {

  private final ExperimentResult baseline;
  private final ExperimentResult candidate;
  private final List<String> evaluators;
  private final List<ExampleComparison> examples = new ArrayList<>();

  ExperimentComparison(ExperimentResult baseline, ExperimentResult candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
    TreeSet<String> common = new TreeSet<>(candidate.evaluators());
    common.retainAll(baseline.evaluators());
    this.evaluators = List.copyOf(common);
    Map<String, List<RunResult>> before = baseline.runsByExample();
    candidate.runsByExample().forEach((id, after) -> compare(id, before.get(id), after));
  }

  private void compare(String exampleId, @Nullable List<RunResult> before, List<RunResult> after) {
    if (before == null) {
      return;
    }
    Map<String, @Nullable Double> scoresBefore = new LinkedHashMap<>();
    Map<String, @Nullable Double> scoresAfter = new LinkedHashMap<>();
    List<String> worse = new ArrayList<>();
    List<String> better = new ArrayList<>();
    for (String name : evaluators) {
      Double old = ExperimentResult.mean(before, name);
      Double now = ExperimentResult.mean(after, name);
      scoresBefore.put(name, old);
      scoresAfter.put(name, now);
      if (old != null && now != null) {
        if (candidate.direction(name).isWorse(old, now)) {
          worse.add(name);
        } else if (candidate.direction(name).isWorse(now, old)) {
          better.add(name);
        }
      }
    }
    examples.add(
        new ExampleComparison(exampleId, after.get(0), scoresBefore, scoresAfter, worse, better));
  }

  /** Returns the earlier experiment. */
  public ExperimentResult baseline() {
    return baseline;
  }

  /** Returns the later experiment. */
  public ExperimentResult candidate() {
    return candidate;
  }

  /** Returns the names of the evaluators that both experiments have. */
  public List<String> evaluators() {
    return evaluators;
  }

  /** Returns the examples that both experiments ran. */
  public List<ExampleComparison> examples() {
    return List.copyOf(examples);
  }

  /** Returns the examples of which a score got worse. */
  public List<ExampleComparison> worse() {
    return examples.stream().filter(example -> !example.worse().isEmpty()).toList();
  }

  /** Returns the examples of which a score got better, and none worse. */
  public List<ExampleComparison> better() {
    return examples.stream()
        .filter(example -> example.worse().isEmpty() && !example.better().isEmpty())
        .toList();
  }

  /** Returns a table to print: a line for each example, with the scores before and after. */
  public String toTable() {
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("input"));
    header.addAll(evaluators);
    header.add("");
    table.add(header);
    for (ExampleComparison example : examples) {
      List<String> row = new ArrayList<>();
      row.add(ResultJson.text(example.run().input()));
      evaluators.forEach(name -> row.add(change(example.before(name), example.after(name))));
      row.add(verdict(example));
      table.add(row);
    }
    List<String> means = new ArrayList<>(List.of("mean of " + examples.size()));
    evaluators.forEach(
        name ->
            means.add(
                change(
                    mean(example -> example.before(name)), mean(example -> example.after(name)))));
    means.add(String.format(Locale.ROOT, "%d worse, %d better", worse().size(), better().size()));
    table.add(means);
    return table + unmatched();
  }

  /** The dataset may have changed between the two experiments. */
  private String unmatched() {
    int before = baseline.runsByExample().size() - examples.size();
    int after = candidate.runsByExample().size() - examples.size();
    return before + after == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "Not compared: %d examples of the earlier and %d of the later experiment.\n",
            before,
            after);
  }

  /** Returns the mean over the examples of the table. Each experiment may have run others too. */
  private @Nullable Double mean(Function<ExampleComparison, @Nullable Double> scores) {
    double sum = 0;
    int count = 0;
    for (ExampleComparison example : examples) {
      Double score = scores.apply(example);
      if (score != null) {
        sum += score;
        count++;
      }
    }
    return count == 0 ? null : (Double) (sum / count);
  }

  private static String change(@Nullable Double before, @Nullable Double after) {
    return ExperimentResult.number(before) + " -> " + ExperimentResult.number(after);
  }

  private static String verdict(ExampleComparison example) {
    if (!example.worse().isEmpty()) {
      return "worse";
    }
    return example.better().isEmpty() ? "" : "better";
  }
}
