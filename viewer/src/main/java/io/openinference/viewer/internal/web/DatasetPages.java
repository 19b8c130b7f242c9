// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.viewer.internal.store.DatasetRows;
import io.openinference.viewer.internal.store.StoredSpan;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests of the pages that read datasets and make them of spans. */
final class DatasetPages {

  private static final int MAX_SPANS = 1000;

  private final TraceStore store;
  private final ObjectMapper mapper;

  DatasetPages(TraceStore store, ObjectMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  byte[] list() throws IOException, SQLException {
    return mapper.writeValueAsBytes(store.datasets().datasets(null));
  }

  byte[] one(long id) throws IOException, SQLException, HttpError {
    for (DatasetRows.Dataset dataset : store.datasets().datasets(null)) {
      if (dataset.id() == id) {
        ObjectNode json = mapper.valueToTree(dataset);
        json.put("key", PhoenixJson.id(PhoenixDatasets.DATASET, id));
        ArrayNode examples = json.putArray("examples");
        for (DatasetRows.Example example : store.datasets().examples(id, Long.MAX_VALUE)) {
          ObjectNode each = examples.addObject();
          each.put("id", example.id());
          each.set("input", mapper.readTree(example.input()));
          each.set("output", mapper.readTree(example.output()));
          each.set("metadata", mapper.readTree(example.metadata()));
          each.set("splits", mapper.readTree(example.splits()));
          each.put("spanId", example.spanId());
          each.put("traceId", example.traceId());
        }
        ArrayNode runs = json.putArray("runs");
        for (DatasetRows.Experiment experiment : store.datasets().experiments(id)) {
          ObjectNode each = mapper.valueToTree(experiment);
          each.set("scores", mapper.valueToTree(store.datasets().scores(experiment.id())));
          runs.add(each);
        }
        return mapper.writeValueAsBytes(json);
      }
    }
    throw new HttpError(404, "There is no such dataset.");
  }

  /** Adds spans to a dataset, which is made if there is none of its name. */
  byte[] add(JsonNode body) throws IOException, SQLException, HttpError {
    String name = body.path("name").asText("").strip();
    if (name.isEmpty() || body.path("spans").isEmpty() || body.path("spans").size() > MAX_SPANS) {
      throw new HttpError(422, "A dataset needs a name and 1 to " + MAX_SPANS + " spans.");
    }
    List<DatasetRows.NewExample> examples = new ArrayList<>();
    for (JsonNode id : body.path("spans")) {
      StoredSpan span = store.span(id.asLong());
      if (span == null) {
        throw new HttpError(404, "A span is no longer in the store.");
      }
      examples.add(example(span));
    }
    DatasetRows.Upload upload =
        ChangeApi.await(store.datasets().upload(name, null, examples, false, false));
    return mapper.writeValueAsBytes(upload);
  }

  private DatasetRows.NewExample example(StoredSpan span) throws IOException {
    Map<String, @Nullable Object> attributes = span.span().attributes();
    ObjectNode metadata = mapper.createObjectNode();
    metadata.put("span_kind", span.kind());
    metadata.put("name", span.span().name());
    return new DatasetRows.NewExample(
        null,
        mapper.writeValueAsString(side(attributes, "input")),
        mapper.writeValueAsString(side(attributes, "output")),
        mapper.writeValueAsString(metadata),
        "[]",
        span.span().spanId());
  }

  /** Takes the messages of an LLM span, else the fields of a JSON object, else the value. */
  private ObjectNode side(Map<String, @Nullable Object> attributes, String side) {
    ObjectNode json = mapper.createObjectNode();
    ArrayNode messages = messages(attributes, "llm." + side + "_messages.");
    if (!messages.isEmpty()) {
      json.set("messages", messages);
      return json;
    }
    Object value = attributes.get(side + ".value");
    JsonNode parsed = value instanceof String text ? parsed(text) : null;
    if (parsed instanceof ObjectNode object) {
      return object;
    } else if (value != null) {
      json.set(side, parsed == null ? mapper.valueToTree(value) : parsed);
    }
    return json;
  }

  private @Nullable JsonNode parsed(String text) {
    try {
      return text.startsWith("{") || text.startsWith("[") ? mapper.readTree(text) : null;
    } catch (IOException noJson) {
      return null;
    }
  }

  private ArrayNode messages(Map<String, @Nullable Object> attributes, String prefix) {
    Map<Integer, ObjectNode> found = new TreeMap<>();
    attributes.forEach(
        (key, value) -> {
          int dot = key.startsWith(prefix) ? key.indexOf('.', prefix.length()) : -1;
          String number = dot < 0 ? "" : key.substring(prefix.length(), dot);
          if (number.matches("[0-9]{1,6}") && key.startsWith("message.", dot + 1)) {
            found
                .computeIfAbsent(Integer.valueOf(number), at -> mapper.createObjectNode())
                .set(key.substring(dot + 9), mapper.valueToTree(value));
          }
        });
    ArrayNode messages = mapper.createArrayNode();
    found.values().forEach(messages::add);
    return messages;
  }
}
