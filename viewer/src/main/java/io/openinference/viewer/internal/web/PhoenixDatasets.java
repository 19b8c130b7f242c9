// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.viewer.internal.store.DatasetRows;
import io.openinference.viewer.internal.store.DatasetStore;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of Phoenix's REST API for datasets. */
final class PhoenixDatasets {

  static final String DATASET = "Dataset";
  static final String VERSION = "DatasetVersion";
  static final String EXAMPLE = "DatasetExample";

  private final DatasetStore store;
  private final ObjectMapper mapper;
  private final PhoenixExperiments experiments;

  PhoenixDatasets(TraceStore traces, ObjectMapper mapper) {
    this.store = traces.datasets();
    this.mapper = mapper;
    this.experiments = new PhoenixExperiments(traces, store, mapper, this);
  }

  /** Answers a request; null if the address is none of these. */
  @Nullable Reply answer(Request request) throws IOException, SQLException, HttpError {
    if (!request.segment(1).equals("datasets")) {
      return experiments.answer(request);
    } else if (request.is("GET", "v1", "datasets")) {
      ArrayNode data = mapper.createArrayNode();
      for (DatasetRows.Dataset dataset : store.datasets(request.parameter("name"))) {
        data.add(json(dataset));
      }
      return page(data);
    } else if (request.is("POST", "v1", "datasets", "upload")) {
      return upload(body(request));
    } else if (request.size() < 3) {
      return null;
    }
    return ofOne(dataset(request.segment(2)), request);
  }

  private JsonNode body(Request request) throws IOException, HttpError {
    String type = request.header("Content-Type");
    byte[] bytes = RequestBody.read(request.exchange());
    // No browser gets here with a form, because Gate refuses it.
    return type == null || !type.startsWith("multipart/form-data")
        ? mapper.readTree(bytes)
        : DatasetForm.read(mapper, bytes, type);
  }

  private @Nullable Reply ofOne(DatasetRows.Dataset dataset, Request request)
      throws IOException, SQLException, HttpError {
    String part = request.segment(3) + (request.size() > 4 ? "/" + request.segment(4) : "");
    if (part.equals("experiments")) {
      return experiments.ofDataset(dataset, request);
    } else if (request.is("DELETE", "v1", "datasets", "*")) {
      ChangeApi.await(store.delete(dataset.id()));
      return Reply.text(204, "");
    } else if (!request.method().equals("GET")) {
      return null;
    }
    return switch (part) {
      case "" -> data(json(dataset));
      case "versions" -> page(versions(dataset));
      case "examples" -> examples(dataset, request);
      case "csv" ->
          file(dataset, ".csv", "text/csv", DatasetFiles.csv(mapper, list(dataset, request)));
      case "jsonl" -> lines(dataset, DatasetFiles.jsonLines(mapper, list(dataset, request)));
      case "jsonl/openai_ft" ->
          lines(dataset, DatasetFiles.fineTuning(mapper, list(dataset, request)));
      default -> null;
    };
  }

  private static Reply lines(DatasetRows.Dataset dataset, String text) {
    return file(dataset, ".jsonl", "text/plain; charset=utf-8", text);
  }

  private static Reply file(
      DatasetRows.Dataset dataset, String ending, String type, String content) {
    return Reply.of(200, type, content.getBytes(StandardCharsets.UTF_8))
        .with(
            "Content-Disposition",
            "attachment; filename*=UTF-8''" + Request.encode(dataset.name()) + ending);
  }

  DatasetRows.Dataset dataset(String id) throws SQLException, HttpError {
    long number = number(DATASET, id);
    for (DatasetRows.Dataset dataset : store.datasets(null)) {
      if (dataset.id() == number) {
        return dataset;
      }
    }
    throw new HttpError(404, "There is no dataset " + id + ".");
  }

  /** Returns the number in an id of Phoenix, such as that of {@code Dataset:1} in base64. */
  static long number(String type, String id) throws HttpError {
    try {
      return Long.parseLong(PhoenixJson.text(type, id));
    } catch (NumberFormatException wrong) {
      throw new HttpError(422, id + " is no id of a " + type + ".");
    }
  }

  private List<DatasetRows.Example> list(DatasetRows.Dataset dataset, Request request)
      throws SQLException, HttpError {
    return store.examples(dataset.id(), version(dataset, request.parameter("version_id")).id());
  }

  DatasetRows.Version version(DatasetRows.Dataset dataset, @Nullable String id)
      throws SQLException, HttpError {
    List<DatasetRows.Version> versions = store.versions(dataset.id());
    long wanted = id == null ? versions.get(0).id() : number(VERSION, id);
    for (DatasetRows.Version version : versions) {
      if (version.id() == wanted) {
        return version;
      }
    }
    throw new HttpError(404, "The dataset has no version " + id + ".");
  }

  private ArrayNode versions(DatasetRows.Dataset dataset) throws SQLException {
    ArrayNode data = mapper.createArrayNode();
    for (DatasetRows.Version version : store.versions(dataset.id())) {
      ObjectNode json = data.addObject();
      json.put("version_id", PhoenixJson.id(VERSION, version.id()));
      json.put("description", version.description());
      json.putObject("metadata");
      json.put("created_at", time(version.createdMillis()));
    }
    return data;
  }

  private Reply examples(DatasetRows.Dataset dataset, Request request)
      throws IOException, SQLException, HttpError {
    DatasetRows.Version version = version(dataset, request.parameter("version_id"));
    List<String> splits = request.parameters("split");
    ObjectNode json = mapper.createObjectNode();
    json.put("dataset_id", PhoenixJson.id(DATASET, dataset.id()));
    json.put("version_id", PhoenixJson.id(VERSION, version.id()));
    json.set("filtered_splits", mapper.valueToTree(splits));
    ArrayNode examples = json.putArray("examples");
    for (DatasetRows.Example example : store.examples(dataset.id(), version.id())) {
      Set<String> own = new LinkedHashSet<>();
      mapper.readTree(example.splits()).forEach(split -> own.add(split.asText()));
      if (splits.isEmpty() || splits.stream().anyMatch(own::contains)) {
        examples.add(json(mapper, example));
      }
    }
    return data(json);
  }

  static ObjectNode json(ObjectMapper mapper, DatasetRows.Example example) throws IOException {
    String id = PhoenixJson.id(EXAMPLE, example.id());
    ObjectNode json = mapper.createObjectNode();
    json.put("id", example.publicId() == null ? id : example.publicId());
    json.put("node_id", id);
    json.set("input", mapper.readTree(example.input()));
    json.set("output", mapper.readTree(example.output()));
    json.set("metadata", mapper.readTree(example.metadata()));
    json.put("updated_at", time(example.updatedMillis()));
    if (example.spanId() != null && example.span() != null) {
      json.putObject("source")
          .put("span_id", example.spanId())
          .put("span_node_id", PhoenixJson.id("Span", example.span()));
    }
    return json;
  }

  private ObjectNode json(DatasetRows.Dataset dataset) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("id", PhoenixJson.id(DATASET, dataset.id()));
    json.put("name", dataset.name());
    json.put("description", dataset.description());
    json.set("metadata", mapper.readTree(dataset.metadata()));
    json.put("created_at", time(dataset.createdMillis()));
    json.put("updated_at", time(dataset.updatedMillis()));
    json.put("example_count", dataset.examples());
    return json;
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString().replace("Z", "+00:00");
  }

  private Reply upload(JsonNode body) throws IOException, HttpError {
    String name = body.path("name").asText("").strip();
    String action = body.path("action").asText("create");
    if (name.isEmpty() || !body.path("inputs").isArray()) {
      throw new HttpError(422, "A dataset needs a name and inputs.");
    } else if (!Set.of("create", "append", "update").contains(action)) {
      throw new HttpError(422, "The action must be create, append or update.");
    }
    DatasetRows.Upload upload =
        ChangeApi.await(
            store.upload(
                name,
                body.path("description").textValue(),
                newExamples(body),
                action.equals("update"),
                action.equals("create")));
    if (upload.dataset() < 0) {
      throw new HttpError(409, "There is a dataset " + name + " already.");
    }
    ObjectNode json = mapper.createObjectNode();
    json.put("dataset_id", PhoenixJson.id(DATASET, upload.dataset()));
    json.put("version_id", PhoenixJson.id(VERSION, upload.version()));
    json.put("num_created_examples", upload.created());
    json.put("num_updated_examples", upload.updated());
    json.put("num_deleted_examples", upload.deleted());
    return data(json);
  }

  private List<DatasetRows.NewExample> newExamples(JsonNode body) throws IOException, HttpError {
    JsonNode inputs = body.path("inputs");
    for (String list : List.of("outputs", "metadata", "splits", "span_ids", "example_ids")) {
      int size = body.path(list).size();
      if (size > 0 && size != inputs.size()) {
        throw new HttpError(422, list + " must have as many items as inputs.");
      }
    }
    Set<String> ids = new HashSet<>();
    List<DatasetRows.NewExample> examples = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String id = body.path("example_ids").path(i).textValue();
      if (id != null && !ids.add(id)) {
        throw new HttpError(422, "Two examples have the id " + id + ".");
      }
      examples.add(
          new DatasetRows.NewExample(
              id,
              object(inputs.path(i)),
              object(body.path("outputs").path(i)),
              object(body.path("metadata").path(i)),
              splits(body.path("splits").path(i)),
              body.path("span_ids").path(i).textValue()));
    }
    return examples;
  }

  private String object(JsonNode node) throws IOException, HttpError {
    if (node.isMissingNode() || node.isNull()) {
      return "{}";
    } else if (!node.isObject()) {
      throw new HttpError(422, "Inputs, outputs and metadata must be JSON objects.");
    }
    return mapper.writeValueAsString(node);
  }

  private String splits(JsonNode node) throws IOException {
    ArrayNode names = mapper.createArrayNode();
    if (node.isTextual()) {
      names.add(node.asText());
    } else if (node.isArray()) {
      node.forEach(each -> names.add(each.asText()));
    }
    return mapper.writeValueAsString(names);
  }

  Reply data(JsonNode data) throws IOException {
    ObjectNode answer = mapper.createObjectNode();
    answer.set("data", data);
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(answer));
  }

  Reply page(ArrayNode data) throws IOException {
    ObjectNode answer = mapper.createObjectNode();
    answer.set("data", data);
    answer.putNull("next_cursor");
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(answer));
  }
}
