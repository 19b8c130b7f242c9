// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a {@link SpanQuery} found.
 *
 * @since 0.1.0
 */
public final class SpanTable {

  private final List<String> index;
  private final List<String> columns;
  private final List<Map<String, @Nullable Object>> rows;

  private SpanTable(
      List<String> index, List<String> columns, List<Map<String, @Nullable Object>> rows) {
    this.index = List.copyOf(index);
    this.columns = List.copyOf(columns);
    this.rows = Collections.unmodifiableList(rows);
  }

  /** Reads a table as pandas writes it. Phoenix numbers the columns, because names may be equal. */
  static SpanTable of(Map<String, @Nullable Object> table) {
    Map<String, @Nullable Object> schema = Json.map(table.get("schema"));
    List<String> index =
        Json.texts(schema.get("primaryKey")).stream().map(SpanTable::name).toList();
    List<String> columns = new ArrayList<>();
    for (Map<String, @Nullable Object> field : Json.maps(schema.get("fields"))) {
      String name = name(String.valueOf(field.get("name")));
      if (!columns.contains(name)) {
        columns.add(name);
      }
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : Json.maps(table.get("data"))) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      row.forEach((key, value) -> named.put(name(key), value));
      rows.add(Collections.unmodifiableMap(named));
    }
    return new SpanTable(index, columns, rows);
  }

  private static String name(String numbered) {
    return numbered.replaceFirst("^\\d+_", "");
  }

  /** Returns the columns that name a row, such as {@code context.span_id}. */
  public List<String> index() {
    return index;
  }

  /** Returns the names of all columns. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the rows, each with a value or null for each column. */
  public List<Map<String, @Nullable Object>> rows() {
    return rows;
  }

  /** Returns the values of a column, one for each row. */
  public List<@Nullable Object> column(String name) {
    if (!columns.contains(name)) {
      throw new IllegalArgumentException("There is no column " + name + " among " + columns);
    }
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(name)));
    return Collections.unmodifiableList(values);
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.size();
  }

  /** Shows names and counts only, because values may hold content. */
  @Override
  public String toString() {
    return "SpanTable{columns=" + columns + ", rows=" + rows.size() + "}";
  }
}
