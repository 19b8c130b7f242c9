// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query for a table of spans: which spans, and which columns.
 *
 * <pre>{@code
 * SpanQuery.builder()
 *     .where("span_kind == 'LLM' and annotations['quality'].score < 0.5")
 *     .select("input.value", "output.value")
 *     .rename("input.value", "question")
 *     .build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SpanQuery {

  private static final String SPAN_ID = "context.span_id";

  private final Map<String, @Nullable Object> query;
  final @Nullable Instant from;
  final @Nullable Instant until;
  final int limit;

  private SpanQuery(Builder builder) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    putUnlessEmpty(json, "select", builder.select);
    if (builder.condition != null) {
      json.put("filter", Map.of("condition", builder.condition));
    }
    putUnlessEmpty(json, "explode", builder.explode);
    putUnlessEmpty(json, "concat", builder.concat);
    putUnlessEmpty(json, "rename", builder.rename);
    if (!builder.explode.isEmpty()) {
      builder.explode.put("primary_index_key", builder.index);
    }
    if (!json.isEmpty() || !builder.index.equals(SPAN_ID)) {
      json.put("index", Map.of("key", builder.index));
    }
    query = Json.immutableMap(json);
    from = builder.from;
    until = builder.until;
    limit = builder.limit;
  }

  /** Returns a query for all spans with all columns. */
  public static SpanQuery all() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the query as Phoenix reads it. */
  public Map<String, @Nullable Object> json() {
    return query;
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> json, String name, Map<String, @Nullable Object> value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  /**
   * Builds a {@link SpanQuery}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> select = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> explode = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> concat = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> rename = new LinkedHashMap<>();
    private @Nullable String condition;
    private String index = SPAN_ID;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private int limit = 1000;

    private Builder() {}

    /** Selects columns: fields of spans such as {@code name}, or keys of attributes. */
    public Builder select(String... fields) {
      for (String field : fields) {
        String key = column(field);
        select.put(key, Map.of("key", key));
      }
      return this;
    }

    /** Selects spans by a condition in Phoenix's language, such as {@code span_kind == 'LLM'}. */
    public Builder where(String condition) {
      this.condition = requireNonNull(condition, "condition");
      return this;
    }

    /** Selects spans by a condition. */
    public Builder where(SpanCondition condition) {
      return where(condition.toString());
    }

    /**
     * Makes a row of each element of a list, such as {@code retrieval.documents}.
     *
     * @param columns the new columns by their names, each with a key in the element, such as {@code
     *     document.content}; empty for all keys
     */
    public Builder explode(String key, Map<String, String> columns) {
      explode.put("key", key);
      putUnlessEmpty(explode, "kwargs", Json.immutableMap(columns));
      return this;
    }

    /**
     * Joins a text of all elements of a list, such as {@code retrieval.documents}.
     *
     * @param columns the new columns by their names, each with a key in the element
     */
    public Builder concat(String key, Map<String, String> columns, String separator) {
      concat.put("key", key);
      concat.put("separator", separator);
      putUnlessEmpty(concat, "kwargs", Json.immutableMap(columns));
      return this;
    }

    /** Gives a column another name. */
    public Builder rename(String field, String name) {
      rename.put(column(field), name);
      return this;
    }

    /** Sets the column that names the rows. The default is {@code context.span_id}. */
    public Builder index(String field) {
      index = column(field);
      return this;
    }

    /** Selects spans that start at this time or later. */
    public Builder from(Instant time) {
      from = time;
      return this;
    }

    /** Selects spans that start before this time. */
    public Builder until(Instant time) {
      until = time;
      return this;
    }

    /**
     * Sets the greatest number of spans; the default is 1,000. The server sends all in one answer.
     */
    public Builder limit(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be positive");
      }
      this.limit = limit;
      return this;
    }

    /** Returns the query. */
    public SpanQuery build() {
      return new SpanQuery(this);
    }

    private static String column(String field) {
      return switch (field) {
        case "span_id" -> SPAN_ID;
        case "trace_id" -> "context.trace_id";
        default -> requireNonNull(field, "field");
      };
    }
  }
}
