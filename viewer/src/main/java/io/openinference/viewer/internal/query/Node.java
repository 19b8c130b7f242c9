// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.List;
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

  /** As in SQL, the opposite of unknown is unknown. */
  record Not(Node node) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object value = node.value(span);
      return value == null ? null : !isTrue(value);
    }
  }

  record And(Node left, Node right) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object a = left.value(span);
      if (a != null && !isTrue(a)) {
        return false;
      }
      Object b = right.value(span);
      if (b != null && !isTrue(b)) {
        return false;
      }
      return (a == null || b == null) ? null : true;
    }
  }

  record Or(Node left, Node right) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object a = left.value(span);
      if (isTrue(a)) {
        return true;
      }
      Object b = right.value(span);
      if (isTrue(b)) {
        return true;
      }
      return (a == null || b == null) ? null : false;
    }
  }

  /** A sum, difference, product, quotient or remainder; unknown if one side is no number. */
  record Arithmetic(Node left, String operator, Node right) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Double a = Values.number(left.value(span));
      Double b = Values.number(right.value(span));
      if (a == null || b == null) {
        return null;
      }
      double result =
          switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
          };
      return Double.isFinite(result) ? result : null;
    }
  }

  /** A call of {@code str}, {@code float} or {@code int}. */
  record Cast(String type, Node node) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object value = node.value(span);
      if (value == null || type.equals("str")) {
        return value == null ? null : Values.text(value);
      }
      Double number = Values.number(value);
      return number == null || type.equals("float") ? number : Double.valueOf(number - number % 1);
    }
  }

  /** A comparison; unknown if one side is missing, as in SQL. */
  record Compare(Node left, String operator, Node right) implements Node {
    @Override
    public @Nullable Object value(SpanView span) {
      Object a = left.value(span);
      Object b = right.value(span);
      boolean comparesNothing = isNothing(left) || isNothing(right);
      if (operator.startsWith("is") || (comparesNothing && operator.endsWith("="))) {
        boolean same = Values.equal(a, b);
        boolean wantsSame = operator.equals("==") || operator.equals("is");
        return wantsSame == same;
      } else if (a == null || b == null) {
        return null;
      }
      return switch (operator) {
        case "==" -> Values.equal(a, b);
        case "!=" -> !Values.equal(a, b);
        case "in" -> isIn(a, b);
        case "not in" -> !isIn(a, b);
        default -> Values.inOrder(a, operator, b);
      };
    }

    private boolean isIn(Object part, Object whole) {
      return (right instanceof Items && whole instanceof List<?> items)
          ? items.stream().anyMatch(item -> Values.equal(item, part))
          : Values.contains(whole, part);
    }

    private static boolean isNothing(Node node) {
      return node instanceof Literal literal && literal.literal() == null;
    }
  }
}
