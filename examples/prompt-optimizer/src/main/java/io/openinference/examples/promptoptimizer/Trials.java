// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.phoenix.experiments.ExperimentOptions;
import io.openinference.phoenix.experiments.ExperimentResult;
import io.openinference.phoenix.experiments.ExperimentRunner;
import io.openinference.phoenix.experiments.ExperimentTask;
import io.openinference.sdk.OpenInferenceSdk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where experiments run: in the Phoenix of the environment, else in memory. */
final class Trials {

  private final @Nullable PhoenixClient client;
  private final OpenInferenceSdk sdk;

  Trials(@Nullable PhoenixClient client, OpenInferenceSdk sdk) {
    this.client = client;
    this.sdk = sdk;
  }

  /** Returns the dataset with the examples, in Phoenix if there is one. */
  Dataset upload(Dataset dataset) {
    if (client == null) {
      return dataset;
    }
    client.datasets().upsert(dataset.name(), dataset.examples());
    return client.datasets().get(dataset.name());
  }

  ExperimentResult run(
      String name, Dataset dataset, ExperimentTask task, List<OutputEvaluator> evaluators) {
    ExperimentOptions options =
        ExperimentOptions.builder()
            .name(name)
            .metadata(Map.of("prompt", name))
            .sdk(sdk)
            // One after the other, so that the spans have an order.
            .concurrency(1)
            .progress(null)
            .build();
    ExperimentRunner runner =
        client == null ? ExperimentRunner.offline(options) : ExperimentRunner.on(client, options);
    return runner.run(dataset, task, evaluators);
  }
}
