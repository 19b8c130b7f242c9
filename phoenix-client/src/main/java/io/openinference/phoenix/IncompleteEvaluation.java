// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run whose evaluations are missing or failed.
 *
 * @since 0.1.0
 */
public final class IncompleteEvaluation extends ServerValue {

  IncompleteEvaluation(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the run. */
  public ExperimentRun run() {
    return new ExperimentRun(object("experiment_run"));
  }

  /** Returns the example. */
  public DatasetExample example() {
    return new DatasetExample(object("dataset_example"));
  }

  /** Returns the names of the evaluations to do. */
  public List<String> evaluationNames() {
    return Json.texts(json().get("evaluation_names"));
  }
}
