// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.viewer.internal.store.DatasetRows;
import io.openinference.viewer.internal.store.DatasetRows.Evaluation;
import io.openinference.viewer.internal.store.DatasetRows.Experiment;
import io.openinference.viewer.internal.store.DatasetRows.Run;
import io.openinference.viewer.internal.store.DatasetStore;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of Phoenix's REST API for experiments. */
final class PhoenixExperiments {

  private static final String EXPERIMENT = "Experiment";
  private static final String RUN = "ExperimentRun";
  private static final int MAX_REPETITIONS = 1_000;

  private final TraceStore traces;
  private final DatasetStore store;
  private final ObjectMapper mapper;
  private final PhoenixDatasets datasets;

  PhoenixExperiments(
      TraceStore traces, DatasetStore store, ObjectMapper mapper, PhoenixDatasets datasets) {
    this.traces = traces;
    this.store = store;
    this.mapper = mapper;
    this.datasets = datasets;
  }

  /** Answers a request; null if the address is none of these. */
  @Nullable Reply answer(Request request) throws IOException, SQLException, HttpError {
    if (request.is("POST", "v1", "experiment_evaluations")) {
      return evaluate(read(request));
    } else if (!request.segment(1).equals("experiments") || request.size() < 3) {
      return null;
    }
    long number = PhoenixDatasets.number(EXPERIMENT, request.segment(2));
    boolean addsRun = request.is("POST", "v1", "experiments", "*", "runs");
    // A run is added often, and counting the runs each time would slow down with their number.
    Experiment experiment = addsRun ? store.plainExperiment(number) : store.experiment(number);
    if (experiment == null) {
      throw new HttpError(404, "There is no experiment " + request.segment(2) + ".");
    }
    return switch (request.method() + " " + request.segment(3)) {
      case "GET " -> datasets.data(json(experiment));
      case "DELETE " -> delete(experiment, request);
      case "GET runs" -> runs(experiment);
      case "POST runs" -> addRun(experiment, read(request));
      case "GET json" -> records(experiment);
      case "GET incomplete-runs" -> incompleteRuns(experiment);
      case "GET incomplete-evaluations" ->
          incompleteEvaluations(experiment, request.parameters("evaluation_name"));
      default -> null;
    };
  }

  private Reply delete(Experiment experiment, Request request) throws SQLException, HttpError {
    boolean withProject =
        switch (String.valueOf(request.parameter("delete_project")).toLowerCase(Locale.ROOT)) {
          case "true", "1" -> true;
          case "null", "false", "0" -> false;
          default -> throw new HttpError(422, "delete_project must be true or false.");
        };
    ChangeApi.await(store.deleteExperiment(experiment.id()));
    if (withProject) {
      for (Rows.Project project : traces.projects()) {
        if (project.name().equals(experiment.project())) {
          ChangeApi.await(traces.deleteProject(project.id()));
        }
      }
    }
    return Reply.text(204, "");
  }

  private JsonNode read(Request request) throws IOException, HttpError {
    return mapper.readTree(RequestBody.read(request.exchange()));
  }

  /** Lists or makes experiments of a dataset. */
  @Nullable Reply ofDataset(DatasetRows.Dataset dataset, Request request)
      throws IOException, SQLException, HttpError {
    if (request.method().equals("GET")) {
      ArrayNode data = mapper.createArrayNode();
      for (Experiment experiment : store.experiments(dataset.id())) {
        data.add(json(experiment));
      }
      return datasets.page(data);
    } else if (!request.method().equals("POST")) {
      return null;
    }
    JsonNode body = read(request);
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String project = "Experiment-" + HexFormat.of().formatHex(random);
    String name = body.path("name").asText("").strip();
    long now = System.currentTimeMillis();
    Experiment made =
        new Experiment(
            0,
            dataset.id(),
            datasets.version(dataset, body.path("version_id").textValue()).id(),
            name.isEmpty() ? project : name,
            body.path("description").textValue(),
            text(body.path("metadata"), "{}"),
            repetitions(body),
            project,
            now,
            now,
            0,
            0,
            0);
    Experiment kept = store.experiment(ChangeApi.await(store.create(made)));
    return kept == null ? null : datasets.data(json(kept));
  }

  /** Runs that are missing are listed one by one, so their number is bounded. */
  private static int repetitions(JsonNode body) throws HttpError {
    int repetitions = body.path("repetitions").asInt(1);
    if (repetitions < 1 || repetitions > MAX_REPETITIONS) {
      throw new HttpError(
          422, "repetitions is " + repetitions + ". Allowed is 1 to " + MAX_REPETITIONS + ".");
    }
    return repetitions;
  }

  private String text(JsonNode node, String fallback) throws IOException {
    return node.isMissingNode() || node.isNull() ? fallback : mapper.writeValueAsString(node);
  }

  private ObjectNode json(Experiment experiment) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("id", PhoenixJson.id(EXPERIMENT, experiment.id()));
    json.put("dataset_id", PhoenixJson.id(PhoenixDatasets.DATASET, experiment.dataset()));
    json.put("dataset_version_id", PhoenixJson.id(PhoenixDatasets.VERSION, experiment.version()));
    json.put("name", experiment.name());
    json.put("description", experiment.description());
    json.put("repetitions", experiment.repetitions());
    json.set("metadata", mapper.readTree(experiment.metadata()));
    json.put("project_name", experiment.project());
    json.put("created_at", PhoenixDatasets.time(experiment.createdMillis()));
    json.put("updated_at", PhoenixDatasets.time(experiment.updatedMillis()));
    json.put("example_count", experiment.examples());
    json.put("successful_run_count", experiment.successes());
    json.put("failed_run_count", experiment.failures());
    json.put(
        "missing_run_count",
        experiment.examples() * experiment.repetitions()
            - experiment.successes()
            - experiment.failures());
    return json;
  }

  private Reply addRun(Experiment experiment, JsonNode body)
      throws IOException, SQLException, HttpError {
    String example = body.path("dataset_example_id").asText("");
    OptionalLong number =
        store.exampleNumber(
            experiment.dataset(), experiment.version(), example, nodeNumber(example));
    if (number.isEmpty()) {
      throw new HttpError(404, "The dataset has no example " + example + ".");
    }
    long id =
        ChangeApi.await(
            store.addRun(
                new Run(
                    0,
                    experiment.id(),
                    number.getAsLong(),
                    Math.max(1, body.path("repetition_number").asInt(1)),
                    text(body.path("output"), "null"),
                    body.path("error").textValue(),
                    body.path("trace_id").textValue(),
                    time(body, "start_time"),
                    time(body, "end_time"),
                    List.of())));
    if (id < 0) {
      throw new HttpError(409, "This run of the example is there already, without an error.");
    }
    return id(RUN, id);
  }

  /** Returns the number in an id of Phoenix; -1 if the id is one that a user gave. */
  private static long nodeNumber(String id) {
    try {
      return PhoenixDatasets.number(PhoenixDatasets.EXAMPLE, id);
    } catch (HttpError ofUser) {
      return -1;
    }
  }

  private Reply id(String type, long id) throws IOException {
    return datasets.data(mapper.createObjectNode().put("id", PhoenixJson.id(type, id)));
  }

  private static String time(JsonNode body, String name) throws HttpError {
    String text = body.path(name).asText("");
    try {
      return OffsetDateTime.parse(text).toString();
    } catch (java.time.format.DateTimeParseException noTime) {
      throw new HttpError(422, name + " must be a time with a zone.");
    }
  }

  private Reply evaluate(JsonNode body) throws IOException, HttpError {
    JsonNode result = body.path("result");
    boolean hasError = body.path("error").isTextual();
    if (!result.isObject() && !hasError) {
      throw new HttpError(422, "An evaluation needs a result or an error.");
    }
    long id =
        ChangeApi.await(
            store.addEvaluation(
                new Evaluation(
                    0,
                    PhoenixDatasets.number(RUN, body.path("experiment_run_id").asText("")),
                    body.path("name").asText(""),
                    body.path("annotator_kind").asText("CODE"),
                    result.path("label").textValue(),
                    result.path("score").isNumber() ? result.path("score").doubleValue() : null,
                    result.path("explanation").textValue(),
                    body.path("error").textValue(),
                    text(body.path("metadata"), "{}"),
                    body.path("trace_id").textValue(),
                    time(body, "start_time"),
                    time(body, "end_time"))));
    if (id < 0) {
      throw new HttpError(404, "There is no such run.");
    }
    return id("ExperimentEvaluation", id);
  }

  private Reply runs(Experiment experiment) throws IOException, SQLException {
    ArrayNode data = mapper.createArrayNode();
    for (Run run : store.runs(experiment.id())) {
      data.add(json(run));
    }
    return datasets.page(data);
  }

  private ObjectNode json(Run run) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("id", PhoenixJson.id(RUN, run.id()));
    json.put("experiment_id", PhoenixJson.id(EXPERIMENT, run.experiment()));
    json.put("dataset_example_id", PhoenixJson.id(PhoenixDatasets.EXAMPLE, run.example()));
    json.set("output", mapper.readTree(run.output()));
    json.put("repetition_number", run.repetition());
    json.put("start_time", run.start());
    json.put("end_time", run.end());
    json.put("trace_id", run.traceId());
    json.put("error", run.error());
    return json;
  }

  private Map<Long, DatasetRows.Example> examples(Experiment experiment) throws SQLException {
    Map<Long, DatasetRows.Example> examples = new HashMap<>();
    for (DatasetRows.Example each : store.examples(experiment.dataset(), experiment.version())) {
      examples.put(each.id(), each);
    }
    return examples;
  }

  /** Returns each run with its example and evaluations, as Phoenix's file of an experiment has. */
  private Reply records(Experiment experiment) throws IOException, SQLException {
    Map<Long, DatasetRows.Example> examples = examples(experiment);
    ArrayNode records = mapper.createArrayNode();
    for (Run run : store.runs(experiment.id())) {
      DatasetRows.Example example = examples.get(run.example());
      ObjectNode json = records.addObject();
      json.put("example_id", PhoenixJson.id(PhoenixDatasets.EXAMPLE, run.example()));
      json.put("repetition_number", run.repetition());
      json.set("input", mapper.readTree(example == null ? "{}" : example.input()));
      json.set("reference_output", mapper.readTree(example == null ? "{}" : example.output()));
      json.set("output", mapper.readTree(run.output()));
      json.put("error", run.error());
      json.put("latency_ms", millis(run.start(), run.end()));
      json.put("start_time", run.start());
      json.put("end_time", run.end());
      json.put("trace_id", run.traceId());
      ArrayNode annotations = json.putArray("annotations");
      for (Evaluation evaluation : run.evaluations()) {
        ObjectNode each = annotations.addObject();
        each.put("name", evaluation.name());
        each.put("annotator_kind", evaluation.annotatorKind());
        each.put("label", evaluation.label());
        each.put("score", evaluation.score());
        each.put("explanation", evaluation.explanation());
        each.put("trace_id", evaluation.traceId());
        each.put("error", evaluation.error());
        each.set("metadata", mapper.readTree(evaluation.metadata()));
        each.put("start_time", evaluation.start());
        each.put("end_time", evaluation.end());
      }
    }
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(records));
  }

  private static double millis(String start, String end) {
    Duration latency = Duration.between(OffsetDateTime.parse(start), OffsetDateTime.parse(end));
    return latency.toNanos() / 1e6;
  }

  private Reply incompleteRuns(Experiment experiment) throws IOException, SQLException {
    Map<Long, Set<Integer>> done = new HashMap<>();
    for (Run run : store.runs(experiment.id())) {
      if (run.error() == null) {
        done.computeIfAbsent(run.example(), key -> new HashSet<>()).add(run.repetition());
      }
    }
    ArrayNode data = mapper.createArrayNode();
    for (DatasetRows.Example each : store.examples(experiment.dataset(), experiment.version())) {
      ArrayNode left = mapper.createArrayNode();
      for (int i = 1; i <= experiment.repetitions(); i++) {
        if (!done.getOrDefault(each.id(), Set.of()).contains(i)) {
          left.add(i);
        }
      }
      if (!left.isEmpty()) {
        ObjectNode json = data.addObject();
        json.set("dataset_example", PhoenixDatasets.json(mapper, each));
        json.set("repetition_numbers", left);
      }
    }
    return datasets.page(data);
  }

  private Reply incompleteEvaluations(Experiment experiment, List<String> names)
      throws IOException, SQLException {
    Map<Long, DatasetRows.Example> examples = examples(experiment);
    ArrayNode data = mapper.createArrayNode();
    for (Run run : store.runs(experiment.id())) {
      Set<String> missing = new HashSet<>(names);
      missing.removeAll(
          run.evaluations().stream()
              .filter(each -> each.error() == null)
              .map(Evaluation::name)
              .collect(Collectors.toSet()));
      DatasetRows.Example example = examples.get(run.example());
      if (run.error() == null && example != null && !missing.isEmpty()) {
        ObjectNode json = data.addObject();
        json.set("experiment_run", json(run));
        json.set("dataset_example", PhoenixDatasets.json(mapper, example));
        json.set("evaluation_names", mapper.valueToTree(missing));
      }
    }
    return datasets.page(data);
  }
}
