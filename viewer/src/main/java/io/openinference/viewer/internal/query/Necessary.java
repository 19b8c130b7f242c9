// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition in SQL that each span meets which passes a part of a filter.
 *
 * @param exact whether the condition is the part itself, so that nothing is left to test
 */
record Necessary(String sql, List<Object> values, boolean exact) {

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
          "llm.token_count.prompt", "s.prompt_tokens",
          "llm.token_count.completion", "s.completion_tokens",
          "session.id", "s.session_id",
          "user.id", "s.user_id");

  /** The column holds the name of another attribute if the span has no such name. */
  private static final Map<String, String> PARTIAL_COLUMNS = Map.of("llm.model_name", "s.model");

  private static final List<String> TEXTS =
      List.of("s.kind", "s.name", "s.session_id", "s.user_id");
  private static final List<String> STATUS = List.of("UNSET", "OK", "ERROR");

  private static final Map<String, String> MIRRORED =
      Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=");

  /** Returns the condition; null if the columns of the store say nothing about the part. */
  static @Nullable Necessary of(Node node) {
    if (node instanceof Node.And and) {
      return and(of(and.left()), of(and.right()));
    } else if (node instanceof Node.Or or) {
      Necessary left = of(or.left());
      Necessary right = of(or.right());
      return left == null || right == null ? null : joined(left, " OR ", right);
    }
    return node instanceof Node.Compare compare ? of(compare) : null;
  }

  private static @Nullable Necessary and(@Nullable Necessary left, @Nullable Necessary right) {
    if (left == null || right == null) {
      Necessary one = left == null ? right : left;
      return one == null ? null : new Necessary(one.sql, one.values, false);
    }
    return joined(left, " AND ", right);
  }

  private static Necessary joined(Necessary left, String operator, Necessary right) {
    List<Object> values = new ArrayList<>(left.values);
    values.addAll(right.values);
    return new Necessary(
        "(" + left.sql + operator + right.sql + ")", values, left.exact && right.exact);
  }

  private static @Nullable Necessary of(Node.Compare compare) {
    String mirrored = MIRRORED.get(compare.operator());
    if (compare.left() instanceof Node.Literal
        && !(compare.right() instanceof Node.Literal)
        && mirrored != null) {
      Node column = compare.right();
      return of(new Node.Compare(column, mirrored, compare.left()));
    }
    String column = column(compare.left());
    if (column == null) {
      return partial(compare);
    }
    if (compare.right() instanceof Node.Items items && compare.operator().equals("in")) {
      return anyOf(column, items);
    }
    if (!(compare.right() instanceof Node.Literal literal)) {
      return null;
    }
    Object value = literal.literal();
    if (value == null) {
      return isNull(column, compare.operator());
    }
    Object fitting = fitting(column, value);
    return fitting == null ? null : comparison(column, compare.operator(), fitting);
  }

  /** Returns the value as the column has it; null if the two cannot be compared in SQL. */
  private static @Nullable Object fitting(String column, Object value) {
    if (column.equals("s.parent_id")) {
      return null;
    } else if (column.equals("s.status")) {
      int code = STATUS.indexOf(value.toString().toUpperCase(Locale.ROOT));
      return code < 0 ? null : Integer.valueOf(code);
    }
    return (value instanceof String) == TEXTS.contains(column) ? value : null;
  }

  private static @Nullable Necessary anyOf(String column, Node.Items items) {
    List<Object> values = new ArrayList<>();
    for (Node item : items.items()) {
      Object literal = item instanceof Node.Literal each ? each.literal() : null;
      Object value = literal == null ? null : fitting(column, literal);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values.isEmpty()
        ? null
        : new Necessary(column + " IN (" + "?,".repeat(values.size() - 1) + "?)", values, true);
  }

  private static @Nullable Necessary comparison(String column, String operator, Object value) {
    return switch (operator) {
      case "==" -> new Necessary(column + " = ?", List.of(value), true);
      case "!=" -> new Necessary(column + " <> ?", List.of(value), true);
      case "<", "<=", ">", ">=" ->
          column.equals("s.status")
              ? null
              : new Necessary(column + " " + operator + " ?", List.of(value), true);
      default -> null;
    };
  }

  private static @Nullable Necessary isNull(String column, String operator) {
    boolean isNull = operator.equals("is") || operator.equals("==");
    if (!isNull && !operator.equals("is not") && !operator.equals("!=")) {
      return null;
    }
    return new Necessary(column + (isNull ? " IS NULL" : " IS NOT NULL"), List.of(), true);
  }

  private static @Nullable Necessary partial(Node.Compare compare) {
    String column =
        compare.left() instanceof Node.Attribute attribute
            ? PARTIAL_COLUMNS.get(attribute.key())
            : null;
    boolean isEqual = compare.operator().equals("==");
    if (column == null
        || !isEqual
        || !(compare.right() instanceof Node.Literal literal)
        || !(literal.literal() instanceof String text)
        || text.isEmpty()) {
      return null;
    }
    return new Necessary(column + " = ?", List.of(text), false);
  }

  private static @Nullable String column(Node node) {
    if (node instanceof Node.Field field) {
      return COLUMNS.get(field.name());
    }
    return node instanceof Node.Attribute attribute ? ATTRIBUTE_COLUMNS.get(attribute.key()) : null;
  }
}
