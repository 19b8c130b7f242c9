// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
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
   *     the line, and the column of an error in JSON
   */
  public static Dataset readJsonLines(Path file) throws IOException {
    List<DatasetExample> examples = new ArrayList<>();
    LineFile.read(
        file,
        (Map<String, @Nullable Object> object, String place) ->
            examples.add(example(object, place)));
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
    try (Reader reader = LineFile.open(file);
        MappingIterator<Map<String, String>> rows =
            mapper
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader)) {
      return rows.readAll();
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String line = location == null ? "" : ":" + location.getLineNr();
      throw new IOException(file + line + ": " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": no UTF-8", e);
    }
  }

  private static DatasetExample example(Map<String, @Nullable Object> object, String place)
      throws IOException {
    if (object.get("input") == null) {
      throw new IOException(place + ": there is no \"input\"");
    }
    DatasetExample.Builder builder =
        DatasetExample.builder(field(object, "input", place))
            .output(field(object, "output", place))
            .metadata(field(object, "metadata", place));
    Object splits = object.get("splits");
    if (splits != null && !(splits instanceof List)) {
      throw new IOException(place + ": \"splits\" must be a list");
    }
    Json.texts(splits).forEach(builder::split);
    Object id = object.get("id");
    // Phoenix exports its own id as the id of an example that has none.
    if (id != null && !id.equals(object.get("node_id"))) {
      builder.id(id.toString());
    }
    Object spanId = object.get("span_id");
    if (spanId != null) {
      builder.spanId(spanId.toString());
    }
    return builder.build();
  }

  /** Returns an object. Any other value would be lost. */
  private static Map<String, @Nullable Object> field(
      Map<String, @Nullable Object> object, String name, String place) throws IOException {
    Object value = object.get(name);
    if (value != null && !(value instanceof Map)) {
      throw new IOException(
          place
              + ": \""
              + name
              + "\" must be an object, such as {\""
              + name
              + "\": {\"text\": ..}}");
    }
    return Json.map(value);
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
