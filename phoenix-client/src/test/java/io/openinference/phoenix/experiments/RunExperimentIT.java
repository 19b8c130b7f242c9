// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Experiment;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments against a real Phoenix, which {@code .ci/phoenix-client/run} starts. */
class RunExperimentIT {

  private final PhoenixClient client =
      PhoenixClient.builder().baseUrl(System.getProperty("phoenix.url")).build();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream progress = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Test
  void keepsRunsScoresAndTraces() throws Exception {
    Dataset dataset = dataset("capitals", 3);

    ExperimentResult result =
        client
            .experiments()
            .run(
                dataset,
                example -> {
                  if (number(example) == 2) {
                    throw new IllegalStateException("boom");
                  }
                  return "answer " + number(example);
                },
                List.of(
                    CodeEvaluators.exactMatch(),
                    OutputEvaluator.of(
                        "length",
                        OptimizationDirection.NEUTRAL,
                        context -> EvaluationResult.of(context.outputText().length())),
                    OutputEvaluator.of(
                        "broken",
                        context -> {
                          throw new IllegalArgumentException("no");
                        })),
                options().name("first").repetitions(2).retries(0).build());

    assertThat(result.runs()).hasSize(6);
    assertThat(result.failedRuns())
        .hasSize(2)
        .allSatisfy(
            run -> assertThat(run.error()).isEqualTo("java.lang.IllegalStateException: boom"));
    assertThat(result.meanScore("exact_match")).isEqualTo(1);
    assertThat(result.meanScore("length")).isEqualTo(8);
    assertThat(result.runs().get(0).evaluationErrors())
        .containsEntry("broken", "java.lang.IllegalArgumentException: no");
    assertThat(client.experiments().get(result.experimentId()).name()).isEqualTo("first");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains(result.url(), "runs 6/6, 2 failed");
    assertThat(result.toCsv()).contains("exact_match.score", "answer 1");
    assertThat(result.toJson()).contains("\"mean_scores\"");
    assertSpans(result);
  }

  /** A failed evaluator has one more try at the end. */
  private void assertSpans(ExperimentResult result) throws InterruptedException {
    List<PhoenixSpan> spans = List.of();
    while (spans.size() < 6 + 4 * 4) {
      Thread.sleep(100);
      spans = client.spans().list(result.projectName()).toList();
    }
    assertThat(
            spans.stream()
                .map(span -> span.spanKind() + " " + span.name() + " " + span.statusCode()))
        .containsOnly(
            "CHAIN Task: first OK",
            "CHAIN Task: first ERROR",
            "EVALUATOR Evaluation: exact_match OK",
            "EVALUATOR Evaluation: length OK",
            "EVALUATOR Evaluation: broken ERROR")
        .hasSize(22);
    assertThat(spans).allSatisfy(span -> assertThat(span.parentId()).isNull());
    RunResult run = result.runs().get(0);
    assertThat(spans)
        .filteredOn(span -> span.traceId().equals(run.traceId()))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.attribute("input.value")).isEqualTo("{\"number\":1}");
              assertThat(span.attribute("output.value")).isEqualTo("answer 1");
            });
  }

  @Test
  void resumesAfterAKillWithoutRepeating() throws Exception {
    resumesAfterAKill(50);
  }

  /** At once, early, late, and at the end. */
  @Tag("full")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 130, 190})
  void resumesAfterAKillAtOtherTimes(int runs) throws Exception {
    resumesAfterAKill(runs);
  }

  private void resumesAfterAKill(int runs) throws Exception {
    Dataset dataset = dataset("resumed", 200);
    Experiment killed = startAndKill(dataset, runs);
    int done = killed.successfulRunCount();
    assertThat(done).isBetween(runs, 199);
    AtomicInteger again = new AtomicInteger();

    ExperimentResult result =
        client
            .experiments()
            .resume(
                killed.id(),
                example -> {
                  again.incrementAndGet();
                  return "answer " + number(example);
                },
                List.of(CodeEvaluators.exactMatch()),
                options().build());

    assertThat(again).hasValue(200 - done);
    assertThat(client.experiments().runs(killed.id()).toList()).hasSize(200);
    assertThat(result.runs()).hasSize(200);
    assertThat(result.runs().stream().map(RunResult::exampleId).distinct()).hasSize(200);
    assertThat(result.runs()).allSatisfy(run -> assertThat(run.score("exact_match")).isEqualTo(1));
    assertThat(client.experiments().get(killed.id()).missingRunCount()).isZero();
  }

  /** Kills a program in the middle of its experiment. */
  private Experiment startAndKill(Dataset dataset, int runs) throws Exception {
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledExperiment.class.getName(),
                client.baseUrl(),
                dataset.id())
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (program.isAlive()) {
        List<Experiment> experiments = client.experiments().list(dataset.id()).toList();
        if (!experiments.isEmpty() && experiments.get(0).successfulRunCount() >= runs) {
          break;
        }
        Thread.sleep(50);
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    return settled(dataset);
  }

  /** Waits until the server has stored the last runs that the killed program sent. */
  private Experiment settled(Dataset dataset) throws InterruptedException {
    Experiment before = client.experiments().list(dataset.id()).toList().get(0);
    while (true) {
      Thread.sleep(1_000);
      Experiment now = client.experiments().list(dataset.id()).toList().get(0);
      if (now.successfulRunCount() == before.successfulRunCount()) {
        return now;
      }
      before = now;
    }
  }

  @Test
  void goesOnAfterAnOutputThatCannotBeKept() {
    Dataset dataset = dataset("unkept", 4);
    Map<Integer, Object> outputs =
        Map.of(1, Double.NaN, 2, "cut \uD83D", 3, nested(300), 4, "answer 4");

    ExperimentResult result =
        client
            .experiments()
            .run(
                dataset,
                example -> Map.of("text", outputs.get(number(example))),
                List.of(CodeEvaluators.exactMatch()),
                options().retries(0).build());

    assertThat(result.runs()).hasSize(4);
    assertThat(result.failedRuns())
        .hasSize(3)
        .allSatisfy(run -> assertThat(run.error()).startsWith("The output cannot be kept: "));
    assertThat(result.meanScore("exact_match")).isEqualTo(1);
    ExperimentResult resumed =
        client
            .experiments()
            .resume(
                result.experimentId(),
                example -> "answer " + number(example),
                List.of(CodeEvaluators.exactMatch()),
                options().build());
    assertThat(resumed.failedRuns()).isEmpty();
    assertThat(resumed.runs()).hasSize(4);
  }

  private static Object nested(int depth) {
    Object value = depth;
    for (int i = 0; i < depth; i++) {
      value = Map.of("in", value);
    }
    return value;
  }

  @Test
  void comparesByExample() {
    Dataset dataset = dataset("compared", 4);
    List<OutputEvaluator> evaluators = List.of(CodeEvaluators.exactMatch());
    ExperimentResult baseline =
        client
            .experiments()
            .run(
                dataset,
                example -> "answer " + Math.min(3, number(example)),
                evaluators,
                options().build());
    ExperimentResult candidate =
        client
            .experiments()
            .run(
                dataset,
                example -> number(example) == 1 ? "wrong" : "answer " + number(example),
                evaluators,
                options().build());

    ExperimentComparison comparison =
        client.experiments().compare(baseline.experimentId(), candidate.experimentId());

    assertThat(comparison.examples()).hasSize(4);
    assertThat(comparison.worse())
        .singleElement()
        .satisfies(example -> assertThat(example.run().input()).isEqualTo(Map.of("number", 1)));
    assertThat(comparison.better())
        .singleElement()
        .satisfies(example -> assertThat(example.run().input()).isEqualTo(Map.of("number", 4)));
    assertThat(comparison.toTable()).contains("1 worse, 1 better");
  }

  @Test
  void sendsNothingInADryRun() {
    Dataset dataset = dataset("dry", 5);

    ExperimentResult result =
        client
            .experiments()
            .run(
                dataset,
                example -> "answer " + number(example),
                List.of(CodeEvaluators.exactMatch()),
                options().dryRun(2).build());

    assertThat(result.runs()).hasSize(2);
    assertThat(result.meanScore("exact_match")).isEqualTo(1);
    assertThat(client.experiments().list(dataset.id())).isEmpty();
  }

  private ExperimentOptions.Builder options() {
    return ExperimentOptions.builder().progress(progress);
  }

  private static int number(DatasetExample example) {
    return ((Number) example.input().get("number")).intValue();
  }

  private Dataset dataset(String name, int size) {
    List<DatasetExample> examples = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      examples.add(DatasetExample.of(Map.of("number", i), Map.of("text", "answer " + i)));
    }
    return client.datasets().create(name + "-" + UUID.randomUUID(), examples);
  }
}
