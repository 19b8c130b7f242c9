// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One query for a table: which columns it selects, and which list it explodes or concatenates.
 *
 * <p>A span is a flat map here. A list such as {@code retrieval.documents} has the keys {@code
 * attributes.retrieval.documents.0.document.content} and so on.
 */
final class SpanTable {

  private static final String INDEX = "context.span_id";
  private static final String ATTRIBUTES = "attributes.";
  private static final Map<String, String> POSITION_PREFIXES =
      Map.of("retrieval.documents", "document_");
  private static final Set<String> TIMES = Set.of("start_time", "end_time");
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "span_kind",
          "parent_id",
          "start_time",
          "end_time",
          "status_code",
          "status_message",
          INDEX,
          "context.trace_id");

  private final JsonNode query;
  private final List<Map<String, @Nullable Object>> spans;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private final Set<String> index = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();

  SpanTable(JsonNode query, List<Map<String, @Nullable Object>> spans) {
    this.query = query;
    this.spans = spans;
  }

  /** Returns the table as pandas reads it. A column has a number before its name. */
  Map<String, Object> json() {
    JsonNode explode = query.path("explode");
    String indexKey =
        explode.isObject()
            ? explode.path("primary_index_key").asText(INDEX)
            : query.path("index").path("key").asText(INDEX);
    index.add(indexKey);
    Map<String, String> selected = selected();
    names.addAll(selected.keySet());
    for (Map<String, @Nullable Object> span : spans) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(indexKey, value(span, indexKey));
      selected.forEach((name, key) -> row.put(name, value(span, key)));
      if (!query.path("concat").isObject() || concatenate(span, row)) {
        add(span, row);
      }
    }
    return schema(selected);
  }

  private void add(Map<String, @Nullable Object> span, Map<String, @Nullable Object> row) {
    JsonNode explode = query.path("explode");
    if (!explode.isObject()) {
      rows.add(row);
      return;
    }
    String key = explode.path("key").asText();
    String position = POSITION_PREFIXES.getOrDefault(key, "") + "position";
    index.add(position);
    items(span, key)
        .forEach(
            (number, item) -> {
              Map<String, @Nullable Object> exploded = new LinkedHashMap<>(row);
              exploded.put(position, number);
              wanted(explode, item.keySet())
                  .forEach((name, part) -> exploded.put(name, item.get(part)));
              names.addAll(wanted(explode, item.keySet()).keySet());
              rows.add(exploded);
            });
  }

  /** Joins the texts of a list. Returns false if the span has no such list. */
  private boolean concatenate(
      Map<String, @Nullable Object> span, Map<String, @Nullable Object> row) {
    JsonNode concat = query.path("concat");
    String key = concat.path("key").asText();
    Map<Integer, Map<String, @Nullable Object>> items = items(span, key);
    Map<String, String> wanted = wanted(concat, Set.of());
    if (wanted.isEmpty()) {
      wanted = Map.of(key, "");
    }
    wanted.forEach(
        (name, part) -> {
          names.add(name);
          row.put(
              name,
              items.values().stream()
                  .map(item -> item.get(part))
                  .filter(each -> each != null)
                  .map(Object::toString)
                  .collect(Collectors.joining(concat.path("separator").asText("\n\n"))));
        });
    return !items.isEmpty();
  }

  /** Returns the columns that a query names, or all of an item. */
  private static Map<String, String> wanted(JsonNode part, Set<String> all) {
    Map<String, String> wanted = new LinkedHashMap<>();
    part.path("kwargs")
        .fields()
        .forEachRemaining(field -> wanted.put(field.getKey(), field.getValue().asText()));
    if (wanted.isEmpty()) {
      all.forEach(key -> wanted.put(key, key));
    }
    return wanted;
  }

  private static Map<Integer, Map<String, @Nullable Object>> items(
      Map<String, @Nullable Object> span, String key) {
    Map<Integer, Map<String, @Nullable Object>> items = new TreeMap<>();
    String prefix = ATTRIBUTES + key + ".";
    if (span.get(ATTRIBUTES + key) instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("", list.get(i));
        items.put(i, item);
      }
    }
    span.forEach(
        (name, value) -> {
          int dot = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
          String number = dot < 0 ? "" : name.substring(prefix.length(), dot);
          if (!number.isEmpty()
              && number.length() < 9
              && number.chars().allMatch(Character::isDigit)) {
            items
                .computeIfAbsent(Integer.valueOf(number), at -> new LinkedHashMap<>())
                .put(name.substring(dot + 1), value);
          }
        });
    return items;
  }

  private Map<String, Object> schema(Map<String, String> selected) {
    List<Object> fields = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Map<String, @Nullable Object>> data = new ArrayList<>();
    rows.forEach(row -> data.add(new LinkedHashMap<>()));
    int number = 0;
    Set<String> columns = new LinkedHashSet<>(index);
    columns.addAll(names);
    for (String column : columns) {
      String name = number++ + "_" + query.path("rename").path(column).asText(column);
      boolean isNumber = !rows.isEmpty();
      for (int i = 0; i < rows.size(); i++) {
        Object value = rows.get(i).get(column);
        data.get(i).put(name, value);
        isNumber &= value == null || value instanceof Number;
      }
      if (index.contains(column)) {
        keys.add(name);
      }
      boolean isPosition = index.contains(column) && column.endsWith("position");
      fields.add(
          TIMES.contains(selected.getOrDefault(column, column))
              ? Map.of("name", name, "type", "datetime", "tz", "UTC")
              : Map.of(
                  "name", name, "type", isPosition ? "integer" : isNumber ? "number" : "string"));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("fields", fields);
    schema.put("primaryKey", keys);
    schema.put("pandas_version", "1.4.0");
    return Map.of("schema", schema, "data", data);
  }

  /** Returns the name of each column with the key of what it holds. */
  private Map<String, String> selected() {
    Map<String, String> columns = new LinkedHashMap<>();
    if (query.path("select").isObject()) {
      query
          .path("select")
          .fields()
          .forEachRemaining(
              field -> columns.put(field.getKey(), field.getValue().path("key").asText()));
    } else if (!query.path("explode").isObject() && !query.path("concat").isObject()) {
      Set<String> attributes = new LinkedHashSet<>();
      for (Map<String, @Nullable Object> span : spans) {
        span.keySet().stream().filter(key -> key.startsWith(ATTRIBUTES)).forEach(attributes::add);
      }
      COLUMNS.forEach(column -> columns.put(column, column));
      attributes.forEach(column -> columns.put(column, column));
    }
    return columns;
  }

  private static @Nullable Object value(Map<String, @Nullable Object> span, String key) {
    Object value = span.containsKey(key) ? span.get(key) : span.get(ATTRIBUTES + key);
    return value instanceof String text && TIMES.contains(key)
        ? Instant.parse(text.replace("+00:00", "Z")).toString()
        : value;
  }
}
