// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.evaluation.EvaluationResult;
import org.jspecify.annotations.Nullable;

/**
 * The parameter of an {@link ExperimentTest}: one example, and the way to try it.
 *
 * @since 0.1.0
 */
public final class ExampleTrial {

  private final TestExperiment experiment;
  private final DatasetExample example;
  private final double minimum;

  ExampleTrial(TestExperiment experiment, DatasetExample example, double minimum) {
    this.experiment = experiment;
    this.example = example;
    this.minimum = minimum;
  }

  /** Returns the example. */
  public DatasetExample example() {
    return example;
  }

  /**
   * Runs the task on this thread, scores its output, and keeps both.
   *
   * @return the run with its scores
   * @throws AssertionError if an evaluator threw, or if a score is below the minimum
   * @throws Exception what the task threw, unchanged
   */
  public RunResult run(ExperimentTask task) throws Exception {
    Thrown thrown = new Thrown();
    RunResult run = experiment.run(example, thrown.watch(task));
    if (run.error() != null) {
      thrown.rethrow();
      throw new AssertionError(run.error());
    }
    run.evaluationErrors()
        .forEach(
            (name, error) -> {
              throw new AssertionError(name + ": " + error);
            });
    for (String name : run.evaluations().keySet()) {
      check(name, run);
    }
    return run;
  }

  private void check(String name, RunResult run) {
    Double score = run.score(name);
    if (score == null) {
      if (minimum > Double.NEGATIVE_INFINITY && experiment.isBounded(name)) {
        throw new AssertionError(
            name + " gives no score, and the minimum is " + ExperimentResult.number(minimum));
      }
      return;
    }
    if (experiment.goodness(name, score) >= minimum) {
      return;
    }
    EvaluationResult result = run.evaluations().get(name);
    String why = result == null || result.explanation() == null ? "" : ": " + result.explanation();
    String trace = experiment.traceUrl(run);
    throw new AssertionError(
        name
            + " is "
            + ExperimentResult.number(score)
            + why
            + (trace == null ? "" : System.lineSeparator() + trace));
  }

  /** Keeps what the task threw, because a run has only its text. */
  private static final class Thrown {

    private @Nullable Throwable last;

    ExperimentTask watch(ExperimentTask task) {
      return example -> {
        try {
          return task.run(example);
        } catch (Exception | Error e) {
          last = e;
          throw e;
        }
      };
    }

    void rethrow() throws Exception {
      if (last instanceof Exception exception) {
        throw exception;
      }
      if (last instanceof Error error) {
        throw error;
      }
    }
  }
}
