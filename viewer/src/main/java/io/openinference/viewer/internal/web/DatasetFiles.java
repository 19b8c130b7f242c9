// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.viewer.internal.store.DatasetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the examples of a dataset as files. */
final class DatasetFiles {

  /** A spreadsheet runs a cell that begins with one of these as a formula. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  static String jsonLines(ObjectMapper mapper, List<DatasetRows.Example> examples)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (DatasetRows.Example example : examples) {
      ObjectNode line = PhoenixDatasets.json(mapper, example);
      line.remove(List.of("updated_at", "source"));
      line.set("splits", mapper.readTree(example.splits()));
      lines.append(mapper.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  /** Writes what OpenAI's fine-tuning reads: the messages of input and output. */
  static String fineTuning(ObjectMapper mapper, List<DatasetRows.Example> examples)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (DatasetRows.Example example : examples) {
      JsonNode input = mapper.readTree(example.input());
      ObjectNode line = mapper.createObjectNode();
      ArrayNode messages = line.putArray("messages");
      input.path("messages").forEach(messages::add);
      mapper.readTree(example.output()).path("messages").forEach(messages::add);
      if (!input.path("tools").isEmpty()) {
        line.set("tools", input.path("tools"));
      }
      lines.append(mapper.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  static String csv(ObjectMapper mapper, List<DatasetRows.Example> examples) throws IOException {
    Set<String> columns = new LinkedHashSet<>(List.of("id", "node_id"));
    List<Map<String, String>> rows = new ArrayList<>();
    for (DatasetRows.Example example : examples) {
      ObjectNode json = PhoenixDatasets.json(mapper, example);
      Map<String, String> row = new LinkedHashMap<>();
      row.put("id", json.path("id").asText());
      row.put("node_id", json.path("node_id").asText());
      for (String part : List.of("input", "output", "metadata")) {
        json.path(part)
            .fields()
            .forEachRemaining(
                field -> row.put(part + "." + field.getKey(), text(field.getValue())));
      }
      row.put("splits", example.splits());
      columns.addAll(row.keySet());
      rows.add(row);
    }
    StringBuilder csv = new StringBuilder();
    csv.append(columns.stream().map(DatasetFiles::cell).collect(Collectors.joining(",")));
    csv.append('\n');
    for (Map<String, String> row : rows) {
      csv.append(
          columns.stream()
              .map(column -> cell(row.getOrDefault(column, "")))
              .collect(Collectors.joining(",")));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.isNull() ? "" : value.toString();
  }

  private static String cell(String text) {
    boolean isFormula =
        !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
            && !text.matches("-?[0-9.]+");
    String safe = isFormula ? "'" + text : text;
    return safe.chars().anyMatch(each -> "\",\n\r".indexOf(each) >= 0)
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  private DatasetFiles() {}
}
