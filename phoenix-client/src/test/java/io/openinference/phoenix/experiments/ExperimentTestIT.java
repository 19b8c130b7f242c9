// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Experiment;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** {@link ExperimentTest} against a real Phoenix, which {@code .ci/phoenix-client/run} starts. */
class ExperimentTestIT {

  private static final String URL = System.getProperty("phoenix.url", "");
  private static final String DATASET = "tested-" + System.nanoTime();

  private final PhoenixClient client = PhoenixClient.builder().baseUrl(URL).build();

  @Test
  void comparesWithTheExperimentBeforeAndLinksToTraces() {
    client
        .datasets()
        .create(
            DATASET,
            List.of(
                DatasetExample.of(Map.of("question", "one"), Map.of("answer", "1")),
                DatasetExample.of(Map.of("question", "two"), Map.of("answer", "2"))));
    Numbers.wrong = "none";
    run().testEvents().assertStatistics(stats -> stats.started(3).succeeded(3));

    Numbers.wrong = "two";
    EngineExecutionResults results = run();

    List<Experiment> experiments = client.experiments().list(DATASET).toList();
    assertThat(experiments)
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.name()).isEqualTo("numbers");
              assertThat(each.successfulRunCount()).isEqualTo(2);
            });
    ExperimentResult second = client.experiments().result(experiments.get(0).id());
    RunResult two =
        second.runs().stream()
            .filter(run -> run.input().containsValue("two"))
            .findFirst()
            .orElseThrow();
    assertThat(two.score("contains_expected")).isZero();
    assertThat(ExperimentTestTest.failures(results))
        .containsOnlyKeys("mean scores")
        .containsEntry(
            "mean scores",
            String.join(
                System.lineSeparator(),
                "contains_expected: the mean 0.50 of 2 examples misses the threshold 0.90",
                "1 of 2 examples got worse:",
                "- two, contains_expected 1.00 -> 0.00, "
                    + URL
                    + "/redirects/traces/"
                    + two.traceId(),
                "Experiment: " + second.url()));
  }

  private static EngineExecutionResults run() {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("openinference.phoenix.endpoint", URL)
        .configurationParameter("numbers.dataset", DATASET)
        .selectors(selectClass(Numbers.class))
        .execute();
  }

  static final class Numbers {

    static String wrong = "none";

    @ExperimentTest(dataset = "${numbers.dataset}", threshold = 0.9, name = "numbers")
    void counts(ExampleTrial trial) throws Exception {
      RunResult unused =
          trial.run(
              example -> {
                Object question = example.input().get("question");
                return question.equals(wrong) ? "?" : question.equals("one") ? "1" : "2";
              });
    }

    static List<OutputEvaluator> evaluators() {
      return List.of(CodeEvaluators.containsExpected());
    }
  }
}
