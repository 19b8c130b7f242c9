// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one example in two experiments. The score of an example that ran several times is
 * the mean of its runs.
 *
 * @since 0.1.0
 */
public final class ExampleComparison {

  private final String exampleId;
  private final RunResult run;
  private final Map<String, @Nullable Double> before;
  private final Map<String, @Nullable Double> after;
  private final List<String> worse;
  private final List<String> better;

  ExampleComparison(
      String exampleId,
      RunResult run,
      Map<String, @Nullable Double> before,
      Map<String, @Nullable Double> after,
      List<String> worse,
      List<String> better) {
    this.exampleId = exampleId;
    this.run = run;
    this.before = before;
    this.after = after;
    this.worse = List.copyOf(worse);
    this.better = List.copyOf(better);
  }

  /** Returns the id of the example. */
  public String exampleId() {
    return exampleId;
  }

  /** Returns the first run of the example in the later experiment. */
  public RunResult run() {
    return run;
  }

  /** Returns the score in the earlier experiment, or null. */
  public @Nullable Double before(String evaluator) {
    return before.get(evaluator);
  }

  /** Returns the score in the later experiment, or null. */
  public @Nullable Double after(String evaluator) {
    return after.get(evaluator);
  }

  /** Returns the evaluators whose score got worse. */
  public List<String> worse() {
    return worse;
  }

  /** Returns the evaluators whose score got better. */
  public List<String> better() {
    return better;
  }

  @Override
  public String toString() {
    return "ExampleComparison{" + exampleId + ", worse=" + worse + ", better=" + better + "}";
  }
}
