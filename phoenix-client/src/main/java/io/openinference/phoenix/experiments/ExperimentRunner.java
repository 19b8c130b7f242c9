// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Experiment;
import io.openinference.phoenix.ExperimentSettings;
import io.openinference.phoenix.Experiments;
import io.openinference.phoenix.IncompleteEvaluation;
import io.openinference.phoenix.IncompleteRun;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs experiments, in Phoenix or without a server.
 *
 * <pre>{@code
 * ExperimentResult result =
 *     client.experiments().run(dataset, example -> bot.answer(example.input()), evaluators);
 * System.out.println(result.toTable());
 * }</pre>
 *
 * <p>Each run is kept as soon as it is there. If the program is killed, {@link #resume} does what
 * is missing.
 *
 * @since 0.1.0
 */
public final class ExperimentRunner {

  private final @Nullable PhoenixClient client;
  private final ExperimentOptions options;

  private ExperimentRunner(@Nullable PhoenixClient client, ExperimentOptions options) {
    this.client = client;
    this.options = requireNonNull(options, "options");
  }

  /** Returns a runner that keeps experiments in Phoenix. */
  public static ExperimentRunner on(PhoenixClient client, ExperimentOptions options) {
    return new ExperimentRunner(requireNonNull(client, "client"), options);
  }

  /**
   * Returns a runner that keeps experiments in memory. It makes spans if the options name an SDK.
   */
  public static ExperimentRunner offline(ExperimentOptions options) {
    return new ExperimentRunner(null, options);
  }

  /**
   * Runs a task over all examples, and scores the outputs.
   *
   * @throws IllegalArgumentException if the dataset has no example, if it is not in Phoenix but the
   *     experiment shall be, or if two evaluators have the same name
   */
  public ExperimentResult run(
      Dataset dataset, ExperimentTask task, List<? extends OutputEvaluator> evaluators) {
    requireNonNull(task, "task");
    checkNames(evaluators);
    if (dataset.examples().isEmpty()) {
      throw new IllegalArgumentException("The dataset has no examples.");
    }
    PhoenixClient server = client;
    if (server == null || options.dryRun() > 0) {
      return runInMemory(dataset, task, evaluators);
    }
    if (dataset.id().isEmpty()) {
      throw new IllegalArgumentException("Create the dataset in Phoenix first.");
    }
    Experiment experiment = server.experiments().create(dataset.id(), settings(dataset));
    tell(ExperimentPlace.of(experiment, server));
    List<TaskItem> items = new ArrayList<>();
    for (DatasetExample example : dataset) {
      addRepetitions(items, example);
    }
    return runItems(server, experiment, task, evaluators, items);
  }

  private void addRepetitions(List<TaskItem> items, DatasetExample example) {
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      items.add(new TaskItem(example, repetition));
    }
  }

  private ExperimentSettings settings(Dataset dataset) {
    ExperimentSettings.Builder settings =
        ExperimentSettings.builder()
            .versionId(dataset.versionId())
            .repetitions(options.repetitions())
            .metadata(options.metadata());
    dataset.splits().forEach(settings::split);
    if (options.name() != null) {
      settings.name(options.name());
    }
    if (!options.description().isEmpty()) {
      settings.description(options.description());
    }
    return settings.build();
  }

  private ExperimentResult runInMemory(
      Dataset dataset, ExperimentTask task, List<? extends OutputEvaluator> evaluators) {
    List<DatasetExample> examples = dataset.examples();
    boolean dry = options.dryRun() > 0;
    if (dry) {
      examples = examples.subList(0, Math.min(options.dryRun(), examples.size()));
    }
    List<TaskItem> items = new ArrayList<>();
    examples.forEach(example -> addRepetitions(items, example));
    MemoryRuns runs = new MemoryRuns();
    ExperimentOptions used = dry ? options.untraced() : options;
    try (ExperimentSpans spans = ExperimentSpans.of(used, null, null);
        ExperimentLoop loop = new ExperimentLoop(used, spans, runs, taskName(dataset.name()))) {
      loop.run(items, task, evaluators);
    }
    String name = options.name() == null ? dataset.name() : options.name();
    return new ExperimentResult(
        ExperimentPlace.nowhere(name), inOrder(runs, examples), directions(evaluators));
  }

  /** Several examples run at the same time, and end in any order. */
  private static List<Map<String, @Nullable Object>> inOrder(
      MemoryRuns runs, List<DatasetExample> examples) {
    Map<String, Integer> places = new HashMap<>();
    examples.forEach(each -> places.putIfAbsent(ExampleIds.portable(each), places.size()));
    return runs.export().stream()
        .sorted(comparingInt(run -> places.getOrDefault(String.valueOf(run.get("example_id")), 0)))
        .toList();
  }

  /**
   * Goes on with an experiment: runs what is missing or failed, and scores what has no score yet.
   *
   * @throws IllegalStateException if the runner has no server
   */
  public ExperimentResult resume(
      String experimentId, ExperimentTask task, List<? extends OutputEvaluator> evaluators) {
    requireNonNull(task, "task");
    checkNames(evaluators);
    PhoenixClient server = server();
    Experiment experiment = server.experiments().get(experimentId);
    tell(ExperimentPlace.of(experiment, server));
    List<TaskItem> items = new ArrayList<>();
    for (IncompleteRun run : server.experiments().incompleteRuns(experimentId).toList()) {
      for (int repetition : run.repetitionNumbers()) {
        items.add(new TaskItem(run.example(), repetition));
      }
    }
    return runItems(server, experiment, task, evaluators, items);
  }

  private ExperimentResult runItems(
      PhoenixClient server,
      Experiment experiment,
      ExperimentTask task,
      List<? extends OutputEvaluator> evaluators,
      List<TaskItem> items) {
    try (ExperimentSpans spans = ExperimentSpans.of(options, server, experiment.projectName());
        ExperimentLoop loop = loop(server, experiment, spans)) {
      loop.run(items, task, evaluators);
      evaluateMissing(loop, server.experiments(), experiment, evaluators);
    }
    return result(server, experiment, evaluators);
  }

  /**
   * Scores the runs of an experiment that have no score of these evaluators yet.
   *
   * @throws IllegalStateException if the runner has no server
   */
  public ExperimentResult evaluate(
      String experimentId, List<? extends OutputEvaluator> evaluators) {
    checkNames(evaluators);
    PhoenixClient server = server();
    Experiment experiment = server.experiments().get(experimentId);
    tell(ExperimentPlace.of(experiment, server));
    try (ExperimentSpans spans = ExperimentSpans.of(options, server, experiment.projectName());
        ExperimentLoop loop = loop(server, experiment, spans)) {
      evaluateMissing(loop, server.experiments(), experiment, evaluators);
    }
    return result(server, experiment, evaluators);
  }

  private ExperimentLoop loop(PhoenixClient server, Experiment experiment, ExperimentSpans spans) {
    RunStore store = new ServerRuns(server.experiments(), experiment.id());
    return new ExperimentLoop(options, spans, store, taskName(experiment.name()));
  }

  /** An evaluator that failed just now is listed as missing too, and gets one more chance. */
  private static void evaluateMissing(
      ExperimentLoop loop,
      Experiments experiments,
      Experiment experiment,
      List<? extends OutputEvaluator> evaluators) {
    if (evaluators.isEmpty()) {
      return;
    }
    List<String> names = evaluators.stream().map(OutputEvaluator::name).toList();
    List<IncompleteEvaluation> missing =
        experiments.incompleteEvaluations(experiment.id(), names).toList();
    loop.evaluate(missing, evaluators);
  }

  /**
   * Reads the runs and scores of an experiment.
   *
   * @throws IllegalStateException if the runner has no server
   */
  public ExperimentResult result(String experimentId) {
    PhoenixClient server = server();
    return result(server, server.experiments().get(experimentId), List.of());
  }

  private static ExperimentResult result(
      PhoenixClient server, Experiment experiment, List<? extends OutputEvaluator> evaluators) {
    return new ExperimentResult(
        ExperimentPlace.of(experiment, server),
        server.experiments().exportJson(experiment.id()),
        directions(evaluators));
  }

  private static Map<String, OptimizationDirection> directions(
      List<? extends OutputEvaluator> evaluators) {
    Map<String, OptimizationDirection> directions = new LinkedHashMap<>();
    evaluators.forEach(each -> directions.put(each.name(), each.direction()));
    return directions;
  }

  private String taskName(String otherwise) {
    String name = options.name();
    return name == null ? otherwise : name;
  }

  /** Whoever wants to resume after a kill needs the id. */
  private void tell(ExperimentPlace place) {
    PrintStream out = options.progress();
    if (out != null) {
      out.println("Experiment " + place.experimentId() + ": " + place.url());
    }
  }

  private PhoenixClient server() {
    if (client == null) {
      throw new IllegalStateException("This runner has no server.");
    }
    return client;
  }

  private static void checkNames(List<? extends OutputEvaluator> evaluators) {
    long names = evaluators.stream().map(OutputEvaluator::name).distinct().count();
    if (names != evaluators.size()) {
      throw new IllegalArgumentException("Two evaluators have the same name; use named(..).");
    }
  }
}
