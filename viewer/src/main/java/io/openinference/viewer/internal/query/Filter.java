// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter on spans, such as {@code span_kind == 'LLM' and latency_ms > 2000}.
 *
 * <p>The parts that columns of the store can answer become SQL. The whole filter is then tested on
 * each span that the SQL finds.
 *
 * @since 0.1.0
 */
public final class Filter {

  private static final Map<String, String> COLUMNS =
      Map.of(
          "span_kind", "s.kind",
          "name", "s.name",
          "latency_ms", "s.latency_ns / 1000000.0",
          "start_time", "s.start_ns",
          "parent_id", "s.parent_id",
          "parent_span", "s.parent_id",
          "status_code", "s.status");
  private static final Map<String, String> ATTRIBUTE_COLUMNS =
      Map.of(
          "llm.token_count.total", "s.total_tokens",
          "session.id", "s.session_id",
          "user.id", "s.user_id");
  private static final List<String> STATUS = List.of("UNSET", "OK", "ERROR");

  private final Node root;
  private final StringBuilder where = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private final boolean complete;

  private Filter(Node root) {
    this.root = root;
    this.complete = push(root);
  }

  /**
   * Parses a filter.
   *
   * @throws FilterException if the text is no filter
   */
  public static Filter parse(String text) throws FilterException {
    if (text.length() > 10_000) {
      throw new FilterException("the filter is longer than 10,000 characters", 10_000);
    }
    return new Filter(new FilterParser(text).parse());
  }

  /** Returns conditions for SQL that begin with {@code AND}, or an empty text. */
  public String where() {
    return where.toString();
  }

  /** Returns the values of the parameters of {@link #where()}. */
  public List<Object> values() {
    return values;
  }

  /** Returns whether SQL alone decides, so that {@link #test} need not be asked. */
  public boolean isComplete() {
    return complete;
  }

  /** Returns whether a span passes. */
  public boolean test(SpanView span) {
    return Node.isTrue(root.value(span));
  }

  private boolean push(Node node) {
    if (node instanceof Node.And and) {
      boolean left = push(and.left());
      return push(and.right()) && left;
    }
    return node instanceof Node.Compare compare && push(compare);
  }

  private boolean push(Node.Compare compare) {
    String column = column(compare.left());
    if (column == null || !(compare.right() instanceof Node.Literal literal)) {
      return false;
    }
    Object value = literal.literal();
    if (value == null) {
      return pushNull(column, compare.operator());
    }
    if (column.equals("s.parent_id")) {
      return false;
    }
    if (column.equals("s.status")) {
      int code = STATUS.indexOf(value.toString().toUpperCase(Locale.ROOT));
      if (code < 0) {
        return false;
      }
      value = code;
    } else if ((value instanceof String) != isText(column)) {
      return false;
    }
    return pushComparison(column, compare.operator(), value);
  }

  private boolean pushComparison(String column, String operator, Object value) {
    switch (operator) {
      case "==" -> where.append(" AND ").append(column).append(" = ?");
      case "!=" -> where.append(" AND ").append(column).append(" IS NOT ?");
      case "<", "<=", ">", ">=" -> {
        if (column.equals("s.status")) {
          return false;
        }
        where.append(" AND ").append(column).append(' ').append(operator).append(" ?");
      }
      default -> {
        return false;
      }
    }
    values.add(value);
    return true;
  }

  private boolean pushNull(String column, String operator) {
    boolean isNull = operator.equals("is") || operator.equals("==");
    if (!isNull && !operator.equals("is not") && !operator.equals("!=")) {
      return false;
    }
    where.append(" AND ").append(column).append(isNull ? " IS NULL" : " IS NOT NULL");
    return true;
  }

  private static boolean isText(String column) {
    return column.equals("s.kind")
        || column.equals("s.name")
        || column.equals("s.session_id")
        || column.equals("s.user_id");
  }

  private static @Nullable String column(Node node) {
    if (node instanceof Node.Field field) {
      return COLUMNS.get(field.name());
    }
    return node instanceof Node.Attribute attribute ? ATTRIBUTE_COLUMNS.get(attribute.key()) : null;
  }
}
