// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.ExperimentRun;
import io.openinference.phoenix.Experiments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps runs in Phoenix. */
final class ServerRuns implements RunStore {

  private final Experiments experiments;
  private final String experimentId;

  ServerRuns(Experiments experiments, String experimentId) {
    this.experiments = experiments;
    this.experimentId = experimentId;
  }

  @Override
  public @Nullable String recordRun(DatasetExample example, ExperimentRun run) {
    return experiments.recordRun(experimentId, run).orElse(null);
  }

  @Override
  public void recordEvaluation(ExperimentEvaluation evaluation) {
    String unused = experiments.recordEvaluation(evaluation);
  }

  @Override
  public List<Map<String, @Nullable Object>> export() {
    return experiments.exportJson(experimentId);
  }
}
