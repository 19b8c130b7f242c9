// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a filter that has a value for each span. */
sealed interface Node {

  @Nullable Object value(SpanView span);

  static boolean isTrue(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    } else if (value instanceof String text) {
      return !text.isEmpty();
    } else if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    return value != null;
  }

  record Literal(@Nullable Object literal) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      return literal;
    }
  }

  record Items(List<Node> items) implements Node {
    @Override
    public Object value(SpanView span) {
      return items.stream().map(item -> item.value(span)).toList();
    }
  }

  record Field(String name) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      return span.field(name);
    }
  }

  record Attribute(String key) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      return span.attribute(key);
    }
  }

  record Annotated(String name, String property) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      return span.annotation(name, property);
    }
  }

  record Not(Node node) implements Node {
    @Override
    public Object value(SpanView span) {
      return !isTrue(node.value(span));
    }
  }

  record And(Node left, Node right) implements Node {
    @Override
    public Object value(SpanView span) {
      return isTrue(left.value(span)) && isTrue(right.value(span));
    }
  }

  record Or(Node left, Node right) implements Node {
    @Override
    public Object value(SpanView span) {
      return isTrue(left.value(span)) || isTrue(right.value(span));
    }
  }

  /** A call of {@code str}, {@code float} or {@code int}. */
  record Cast(String type, Node node) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object value = node.value(span);
      if (value == null || type.equals("str")) {
        return value == null ? null : value.toString();
      }
      try {
        double number = Double.parseDouble(value.toString());
        return type.equals("int") ? Double.valueOf(number - number % 1) : Double.valueOf(number);
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
  }

  record Compare(Node left, String operator, Node right) implements Node {
    @Override
    public Object value(SpanView span) {
      Object a = left.value(span);
      Object b = right.value(span);
      return switch (operator) {
        case "==", "is" -> equal(a, b);
        case "!=", "is not" -> !equal(a, b);
        case "in" -> contains(b, a);
        case "not in" -> !contains(b, a);
        default -> inOrder(a, b);
      };
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
      if (a instanceof Number x && b instanceof Number y) {
        return x.doubleValue() == y.doubleValue();
      }
      return Objects.equals(a, b);
    }

    /** A number or a truth value holds nothing. */
    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
      if (whole instanceof List<?> list) {
        return list.stream().anyMatch(each -> equal(each, part));
      } else if (whole instanceof Map<?, ?> map) {
        return part != null && map.containsKey(part);
      }
      return whole instanceof String text && part instanceof String inner && text.contains(inner);
    }

    /** Values of different types have no order, so that the comparison does not hold. */
    private boolean inOrder(@Nullable Object a, @Nullable Object b) {
      double order;
      if (a instanceof Number x && b instanceof Number y) {
        order = Double.compare(x.doubleValue(), y.doubleValue());
        if (Double.isNaN(x.doubleValue()) || Double.isNaN(y.doubleValue())) {
          return false;
        }
      } else if (a instanceof String x && b instanceof String y) {
        order = x.compareTo(y);
      } else {
        return false;
      }
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }
  }
}
