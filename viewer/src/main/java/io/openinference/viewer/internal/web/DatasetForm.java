// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the upload of a table into the same upload as JSON. Each row is an example. */
final class DatasetForm {

  private final ObjectMapper mapper;
  private final Multipart form;
  private final List<String> columns;
  private final List<List<String>> rows;

  private DatasetForm(ObjectMapper mapper, Multipart form, List<List<String>> table) {
    this.mapper = mapper;
    this.form = form;
    this.columns = table.get(0);
    this.rows = table.subList(1, table.size());
  }

  static ObjectNode read(ObjectMapper mapper, byte[] body, String contentType)
      throws IOException, HttpError {
    Multipart form = Multipart.read(body, contentType);
    if (form.first("flatten_keys[]") != null) {
      throw new HttpError(422, "The viewer does not know flatten_keys.");
    }
    String csv = new String(form.file("file", "text/csv"), StandardCharsets.UTF_8);
    List<List<String>> table = Csv.read(csv);
    if (table.size() < 2) {
      throw new HttpError(422, "The file has no rows.");
    }
    return new DatasetForm(mapper, form, table).toJson();
  }

  private ObjectNode toJson() throws HttpError {
    Set<String> names = new HashSet<>();
    for (String column : columns) {
      if (!names.add(column)) {
        throw new HttpError(422, "Two columns have the name " + column + ".");
      }
    }
    ObjectNode json = mapper.createObjectNode();
    json.put("name", form.first("name"));
    json.put("description", form.first("description"));
    String action = form.first("action");
    json.put("action", action == null ? "create" : action);
    json.set("inputs", objects("input"));
    json.set("outputs", objects("output"));
    json.set("metadata", objects("metadata"));
    json.set("splits", splits());
    json.set("span_ids", texts("span_id_key"));
    json.set("example_ids", texts("example_id_key"));
    return json;
  }

  /**
   * Returns an object for each row, of the columns that the form names. Empty cells are left out.
   */
  private ArrayNode objects(String part) throws HttpError {
    ArrayNode objects = mapper.createArrayNode();
    List<String> keys = form.all(part + "_keys[]");
    for (String key : keys) {
      int unused = column(key);
    }
    for (List<String> row : rows) {
      ObjectNode object = objects.addObject();
      for (String key : keys) {
        String cell = cell(row, key);
        if (!cell.isEmpty()) {
          // Files of this viewer and of Phoenix name their columns so.
          object.put(key.startsWith(part + ".") ? key.substring(part.length() + 1) : key, cell);
        }
      }
    }
    return objects;
  }

  private ArrayNode texts(String field) throws HttpError {
    ArrayNode texts = mapper.createArrayNode();
    String key = form.first(field);
    if (key != null) {
      for (List<String> row : rows) {
        String cell = cell(row, key);
        texts.add(cell.isEmpty() ? null : cell);
      }
    }
    return texts;
  }

  private ArrayNode splits() throws HttpError {
    ArrayNode splits = mapper.createArrayNode();
    String key = form.first("split_key");
    List<String> keys = key == null ? form.all("split_keys[]") : List.of(key);
    for (List<String> row : keys.isEmpty() ? List.<List<String>>of() : rows) {
      ArrayNode own = splits.addArray();
      for (String each : keys) {
        addSplits(own, cell(row, each).strip());
      }
    }
    return splits;
  }

  /** A cell holds the name of a split, or a JSON array of names. */
  private void addSplits(ArrayNode splits, String cell) {
    JsonNode list = cell.startsWith("[") ? array(cell) : null;
    if (list != null) {
      list.forEach(each -> splits.add(each.asText()));
    } else if (!cell.isEmpty()) {
      splits.add(cell);
    }
  }

  private @Nullable JsonNode array(String cell) {
    try {
      JsonNode node = mapper.readTree(cell);
      return node.isArray() ? node : null;
    } catch (JsonProcessingException name) {
      return null;
    }
  }

  private String cell(List<String> row, String key) throws HttpError {
    int column = column(key);
    return column < row.size() ? row.get(column) : "";
  }

  private int column(String key) throws HttpError {
    int column = columns.indexOf(key);
    if (column < 0) {
      throw new HttpError(422, "The file has no column " + key + ".");
    }
    return column;
  }
}
