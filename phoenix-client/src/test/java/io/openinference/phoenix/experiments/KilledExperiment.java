// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import java.util.List;

/** A program that runs an experiment until somebody kills it. */
final class KilledExperiment {

  public static void main(String[] args) {
    PhoenixClient client = PhoenixClient.builder().baseUrl(args[0]).build();
    client
        .experiments()
        .run(
            client.datasets().get(args[1]),
            example -> {
              // Long enough to be killed in the middle.
              Thread.sleep(20);
              return "answer " + example.input().get("number");
            },
            List.of(CodeEvaluators.exactMatch()));
  }

  private KilledExperiment() {}
}
