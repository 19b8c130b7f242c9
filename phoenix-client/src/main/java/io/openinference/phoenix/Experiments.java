// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.phoenix.experiments.ExperimentComparison;
import io.openinference.phoenix.experiments.ExperimentOptions;
import io.openinference.phoenix.experiments.ExperimentResult;
import io.openinference.phoenix.experiments.ExperimentRunner;
import io.openinference.phoenix.experiments.ExperimentTask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls for experiments.
 *
 * @since 0.1.0
 */
public final class Experiments {

  /** Runs may be long, and the server reads a page of them at once. */
  private static final int PAGE = 50;

  private final Transport transport;
  private final PhoenixClient client;

  Experiments(Transport transport, PhoenixClient client) {
    this.transport = transport;
    this.client = client;
  }

  /**
   * Runs a task over all examples of a dataset, and scores the outputs.
   *
   * @param evaluators evaluators with different names; the list may be empty
   */
  public ExperimentResult run(
      Dataset dataset, ExperimentTask task, List<? extends OutputEvaluator> evaluators) {
    return run(dataset, task, evaluators, ExperimentOptions.defaults());
  }

  /**
   * Runs a task over all examples of a dataset, and scores the outputs.
   *
   * @param evaluators evaluators with different names; the list may be empty
   */
  public ExperimentResult run(
      Dataset dataset,
      ExperimentTask task,
      List<? extends OutputEvaluator> evaluators,
      ExperimentOptions options) {
    return runner(options).run(dataset, task, evaluators);
  }

  /** Goes on with an experiment: runs what is missing or failed, and nothing else. */
  public ExperimentResult resume(
      String experimentId,
      ExperimentTask task,
      List<? extends OutputEvaluator> evaluators,
      ExperimentOptions options) {
    return runner(options).resume(experimentId, task, evaluators);
  }

  /** Scores the runs of an experiment that have no score of these evaluators yet. */
  public ExperimentResult evaluate(
      String experimentId, List<? extends OutputEvaluator> evaluators, ExperimentOptions options) {
    return runner(options).evaluate(experimentId, evaluators);
  }

  /** Reads the runs and scores of an experiment. */
  public ExperimentResult result(String experimentId) {
    return runner(ExperimentOptions.defaults()).result(experimentId);
  }

  /** Compares an experiment with an earlier one over the same dataset, by example. */
  public ExperimentComparison compare(String baselineId, String candidateId) {
    return result(candidateId).compareWith(result(baselineId));
  }

  private ExperimentRunner runner(ExperimentOptions options) {
    return ExperimentRunner.on(client, options);
  }

  /** Creates an experiment, without any run. */
  public Experiment create(String dataset, ExperimentSettings settings) {
    String id = new Datasets(transport).id(dataset);
    ApiRequest request = ApiRequest.post("datasets/{}/experiments", id);
    return new Experiment(transport.data(transport.send(request, settings.json())));
  }

  /** Returns an experiment. */
  public Experiment get(String experimentId) {
    return new Experiment(
        transport.data(transport.send(ApiRequest.get("experiments/{}", experimentId))));
  }

  /** Returns the experiments of a dataset, the newest first. */
  public Paged<Experiment> list(String dataset) {
    String id = new Datasets(transport).id(dataset);
    return paged("datasets/{}/experiments", id, Experiment::new);
  }

  /** Changes name, description and metadata. Null leaves a value as it is. */
  public Experiment update(
      String experimentId,
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, ?> metadata) {
    ApiRequest request = ApiRequest.patch("experiments/{}", experimentId).repeat(Repeat.HARMLESS);
    return new Experiment(
        transport.data(
            transport.send(
                request,
                Json.object("name", name, "description", description, "metadata", metadata))));
  }

  /** Deletes an experiment. The project with the spans of its runs stays. */
  public void delete(String experimentId) {
    delete(experimentId, false);
  }

  /** Deletes an experiment and its project, with the spans of its runs. */
  public void deleteWithProject(String experimentId) {
    delete(experimentId, true);
  }

  private void delete(String experimentId, boolean deletesProject) {
    transport.send(
        ApiRequest.delete("experiments/{}", experimentId).query("delete_project", deletesProject));
  }

  /** Returns the tags of an experiment. */
  public List<ExperimentTag> tags(String experimentId) {
    return transport
        .list(transport.send(ApiRequest.get("experiments/{}/tags", experimentId)))
        .stream()
        .map(ExperimentTag::new)
        .toList();
  }

  /**
   * Puts a tag on an experiment, and takes it off the other experiments of the dataset.
   *
   * @param tag a name of small letters, digits, {@code -} and {@code _}
   */
  public ExperimentTag addTag(String experimentId, String tag, String description) {
    ApiRequest request =
        ApiRequest.post("experiments/{}/tags", experimentId).repeat(Repeat.HARMLESS);
    Object body =
        Json.object("name", tag, "description", description.isEmpty() ? null : description);
    return new ExperimentTag(transport.data(transport.send(request, body)));
  }

  /** Takes a tag off an experiment. */
  public void removeTag(String experimentId, String tag) {
    transport.send(ApiRequest.delete("experiments/{}/tags/{}", experimentId, tag));
  }

  /** Returns the runs. */
  public Paged<ExperimentRun> runs(String experimentId) {
    return paged("experiments/{}/runs", experimentId, ExperimentRun::new);
  }

  /** Returns the runs with their evaluations, as the server exports them to JSON. */
  public List<Map<String, @Nullable Object>> exportJson(String experimentId) {
    ApiAnswer answer = transport.send(ApiRequest.get("experiments/{}/json", experimentId));
    try {
      return Json.maps(transport.json().read(answer.body()));
    } catch (IOException e) {
      throw new PhoenixException(answer.route(), answer.status(), "", "The answer is no JSON");
    }
  }

  /** Returns the runs with their evaluations, as the server exports them to CSV. */
  public String exportCsv(String experimentId) {
    return transport
        .send(ApiRequest.get("experiments/{}/csv", experimentId).accept("text/csv"))
        .text();
  }

  /**
   * Records a run. A failed run of the same example and repetition is replaced.
   *
   * @return the id of the run, or nothing if a successful run of this example and repetition is
   *     there already, which stays
   */
  public Optional<String> recordRun(String experimentId, ExperimentRun run) {
    ApiRequest request =
        ApiRequest.post("experiments/{}/runs", experimentId).repeat(Repeat.HARMLESS);
    try {
      return Optional.of(
          String.valueOf(transport.data(transport.send(request, run.json())).get("id")));
    } catch (PhoenixException e) {
      if (e.status() != 409) {
        throw e;
      }
      // An earlier try of this call may have made the run, and its answer was lost.
      return e.isUncertain() ? find(experimentId, run) : Optional.empty();
    }
  }

  /** Returns the id of the run with the times of another one, which only the same run has. */
  private Optional<String> find(String experimentId, ExperimentRun run) {
    return runs(experimentId).stream()
        .filter(each -> each.exampleNodeId().equals(run.exampleNodeId()))
        .filter(each -> each.repetitionNumber() == run.repetitionNumber())
        .filter(each -> isSameMoment(each.startTime(), run.startTime()))
        .map(ExperimentRun::id)
        .findFirst();
  }

  /** Compares times in the microseconds that the server keeps. */
  private static boolean isSameMoment(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofNanos(1_000)) <= 0;
  }

  /** Records an evaluation, in place of an earlier one with this name, and returns its id. */
  public String recordEvaluation(ExperimentEvaluation evaluation) {
    ApiRequest request = ApiRequest.post("experiment_evaluations").repeat(Repeat.HARMLESS);
    return String.valueOf(transport.data(transport.send(request, evaluation.json())).get("id"));
  }

  /** Returns the examples whose runs are missing or failed. */
  public Paged<IncompleteRun> incompleteRuns(String experimentId) {
    return paged("experiments/{}/incomplete-runs", experimentId, IncompleteRun::new);
  }

  /** Returns the runs which lack one of these evaluations, or on which one failed. */
  public Paged<IncompleteEvaluation> incompleteEvaluations(
      String experimentId, Collection<String> evaluationNames) {
    List<String> names = List.copyOf(evaluationNames);
    return new Paged<>(
        transport,
        cursor ->
            ApiRequest.get("experiments/{}/incomplete-evaluations", experimentId)
                .queries("evaluation_name", names)
                .query("limit", PAGE)
                .query("cursor", cursor),
        IncompleteEvaluation::new);
  }

  private <T> Paged<T> paged(
      String template, String id, Function<Map<String, @Nullable Object>, T> reader) {
    return new Paged<>(
        transport,
        cursor -> ApiRequest.get(template, id).query("limit", PAGE).query("cursor", cursor),
        reader);
  }
}
