// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.ExperimentRun;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the runs of an experiment go. Several threads call it at once. */
interface RunStore {

  /** Keeps a run, and returns its id, or null if this run had been kept before. */
  @Nullable String recordRun(DatasetExample example, ExperimentRun run);

  /** Keeps an evaluation of a run. */
  void recordEvaluation(ExperimentEvaluation evaluation);

  /** Returns all runs with their evaluations, in the form in which Phoenix exports them. */
  List<Map<String, @Nullable Object>> export();
}
