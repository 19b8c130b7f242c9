// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes datasets as files.
 *
 * @since 0.1.0
 */
public final class DatasetFiles {

  /**
   * Reads JSON Lines. A line is an object with {@code input}, and with {@code output}, {@code
   * metadata}, {@code id}, {@code splits} and {@code span_id} if there are any: what {@link
   * #writeJsonLines} writes and what Phoenix exports.
   *
   * @throws IOException if the file cannot be read, or a line is no such object; the message names
   *     the line
   */
  public static Dataset readJsonLines(Path file) throws IOException {
    Json json = new Json();
    List<DatasetExample> examples = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          examples.add(example(json, line, file + ":" + number));
        }
      }
    }
    return Dataset.of(name(file), examples);
  }

  /** Writes JSON Lines, one example a line. */
  public static void writeJsonLines(Dataset dataset, Path file) throws IOException {
    Json json = new Json();
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (DatasetExample example : dataset) {
        writer.write(json.writeText(line(example)));
        writer.write('\n');
      }
    }
  }

  /**
   * Reads a CSV file, whose first line names the columns. Values are texts.
   *
   * @param inputColumns columns of the input
   * @param outputColumns columns of the expected output
   * @param metadataColumns columns of the metadata
   */
  public static Dataset readCsv(
      Path file,
      Collection<String> inputColumns,
      Collection<String> outputColumns,
      Collection<String> metadataColumns)
      throws IOException {
    List<DatasetExample> examples = new ArrayList<>();
    for (Map<String, String> row : rows(file)) {
      examples.add(
          DatasetExample.builder(columns(row, inputColumns, file))
              .output(columns(row, outputColumns, file))
              .metadata(columns(row, metadataColumns, file))
              .build());
    }
    return Dataset.of(name(file), examples);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    CsvMapper mapper =
        CsvMapper.builder().enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS).build();
    try (BufferedReader reader = Files.newBufferedReader(file);
        MappingIterator<Map<String, String>> rows =
            mapper
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader)) {
      return rows.readAll();
    }
  }

  private static DatasetExample example(Json json, String line, String place) throws IOException {
    Map<String, @Nullable Object> object;
    try {
      object = Json.map(json.read(line));
    } catch (IOException e) {
      throw new IOException(place + ": no JSON", e);
    }
    if (!(object.get("input") instanceof Map)) {
      throw new IOException(place + ": no object with an object \"input\"");
    }
    DatasetExample.Builder builder =
        DatasetExample.builder(Json.map(object.get("input")))
            .output(Json.map(object.get("output")))
            .metadata(Json.map(object.get("metadata")));
    Json.texts(object.get("splits")).forEach(builder::split);
    Object id = object.get("id");
    if (id != null) {
      builder.id(id.toString());
    }
    Object spanId = object.get("span_id");
    if (spanId != null) {
      builder.spanId(spanId.toString());
    }
    return builder.build();
  }

  private static Map<String, @Nullable Object> line(DatasetExample example) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    boolean hasOwnId = !example.id().isEmpty() && !example.id().equals(example.nodeId());
    if (hasOwnId) {
      line.put("id", example.id());
    }
    line.put("input", example.input());
    line.put("output", example.output());
    line.put("metadata", example.metadata());
    if (!example.splits().isEmpty()) {
      line.put("splits", example.splits());
    }
    if (example.spanId() != null) {
      line.put("span_id", example.spanId());
    }
    return line;
  }

  private static Map<String, String> columns(
      Map<String, String> row, Collection<String> names, Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      String value = row.get(name);
      if (value == null) {
        throw new IOException(file + ": there is no column " + name + " among " + row.keySet());
      }
      values.put(name, value);
    }
    return values;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
  }

  private DatasetFiles() {}
}
