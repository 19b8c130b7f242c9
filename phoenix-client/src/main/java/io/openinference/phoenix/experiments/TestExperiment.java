// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Experiment;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.ExperimentRun;
import io.openinference.phoenix.ExperimentSettings;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The experiment behind an {@link ExperimentTest}. Its runs are kept here, and in Phoenix if set.
 */
final class TestExperiment implements AutoCloseable {

  private final Dataset dataset;
  private final List<OutputEvaluator> evaluators;
  private final @Nullable PhoenixClient client;
  private final ExperimentPlace place;
  private final MemoryRuns runs = new MemoryRuns();
  private final ExperimentSpans spans;
  private final ExperimentLoop loop;

  TestExperiment(
      String name,
      Dataset dataset,
      List<OutputEvaluator> evaluators,
      @Nullable PhoenixClient client) {
    this.dataset = dataset;
    this.evaluators = evaluators;
    this.client = client;
    ExperimentOptions options =
        ExperimentOptions.builder().name(name).retries(0).progress(null).build();
    RunStore store = runs;
    if (client == null) {
      this.place = ExperimentPlace.nowhere(name);
    } else {
      ExperimentSettings settings =
          ExperimentSettings.builder().name(name).versionId(dataset.versionId()).build();
      Experiment experiment = client.experiments().create(dataset.id(), settings);
      this.place = ExperimentPlace.of(experiment, client);
      store = new BothRuns(runs, new ServerRuns(client.experiments(), experiment.id()));
    }
    this.spans = ExperimentSpans.of(options, client, place.projectName());
    this.loop = ExperimentLoop.onCallingThread(options, spans, store, name);
  }

  Dataset dataset() {
    return dataset;
  }

  @Nullable PhoenixClient client() {
    return client;
  }

  RunResult run(DatasetExample example, ExperimentTask task) throws InterruptedException {
    boolean unused = loop.runItem(new TaskItem(example, 1), task, evaluators);
    String id = ExampleIds.portable(example);
    return result().runs().stream()
        .filter(run -> run.exampleId().equals(id))
        // Another example may have the same input. The newest run is this one.
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Returns the runs so far. Their examples have ids that do not depend on the server. */
  ExperimentResult result() {
    Map<String, OptimizationDirection> directions = new HashMap<>();
    evaluators.forEach(each -> directions.put(each.name(), each.direction()));
    return new ExperimentResult(place, runs.export(), directions);
  }

  /** Returns the experiment with the same name before this one, with the ids of {@link #result}. */
  @Nullable ExperimentResult previous() {
    PhoenixClient server = client;
    if (server == null) {
      return null;
    }
    Map<String, String> portable = new HashMap<>();
    dataset.forEach(each -> portable.put(each.nodeId(), ExampleIds.portable(each)));
    return server.experiments().list(dataset.id()).stream()
        .filter(each -> each.name().equals(place.name()))
        .filter(each -> !each.id().equals(place.experimentId()))
        .filter(each -> each.successfulRunCount() > 0)
        .findFirst()
        .map(each -> server.experiments().result(each.id()).renamed(portable))
        .orElse(null);
  }

  /** Returns a score of which more is better. */
  double goodness(String evaluator, double score) {
    return switch (direction(evaluator)) {
      case MAXIMIZE -> score;
      case MINIMIZE -> 1 - score;
      case NEUTRAL -> Double.POSITIVE_INFINITY;
    };
  }

  /** Returns whether scores of an evaluator must reach a bound. */
  boolean isBounded(String evaluator) {
    return direction(evaluator) != OptimizationDirection.NEUTRAL;
  }

  private OptimizationDirection direction(String name) {
    return evaluators.stream()
        .filter(each -> each.name().equals(name))
        .map(OutputEvaluator::direction)
        .findFirst()
        .orElse(OptimizationDirection.MAXIMIZE);
  }

  @Nullable String traceUrl(RunResult run) {
    return result().traceUrl(run);
  }

  @Override
  public void close() {
    loop.close();
    spans.close();
  }

  /** Keeps runs in memory and in Phoenix, each under its own id. */
  private record BothRuns(MemoryRuns memory, ServerRuns server) implements RunStore {

    @Override
    public @Nullable String recordRun(DatasetExample example, ExperimentRun run) {
      String local = memory.recordRun(example, run);
      String remote = Objects.toString(server.recordRun(example, run), "");
      return local + '\n' + remote;
    }

    @Override
    public void recordEvaluation(ExperimentEvaluation evaluation) {
      String[] ids = evaluation.runId().split("\n", 2);
      memory.recordEvaluation(evaluation.withRunId(ids[0]));
      if (!ids[1].isEmpty()) {
        server.recordEvaluation(evaluation.withRunId(ids[1]));
      }
    }

    @Override
    public List<Map<String, @Nullable Object>> export() {
      return memory.export();
    }
  }
}
