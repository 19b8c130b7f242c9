// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import io.openinference.viewer.internal.otlp.OtlpValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values of attributes, whose types the application chose. */
final class Values {

  /** Returns a number, also one that was sent as text; null if the value is none. */
  static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text ? Double.valueOf(text.strip()) : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** Returns the text of a value. A whole number has no decimal point. */
  static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString(number.longValue())
        : OtlpValues.text(value);
  }

  /**
   * A number equals the text that writes it, because many applications send numbers as text. True
   * is 1, as in Python.
   */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number || b instanceof Number) {
      Double x = a instanceof Boolean is ? Double.valueOf(is ? 1 : 0) : number(a);
      Double y = b instanceof Boolean is ? Double.valueOf(is ? 1 : 0) : number(b);
      return x != null && y != null && x.doubleValue() == y.doubleValue();
    }
    return Objects.equals(a, b);
  }

  /** Looks for a text in a text, list or map without regard to case, as Phoenix does. */
  static boolean contains(Object whole, Object part) {
    if (whole instanceof List<?> list && list.stream().anyMatch(each -> equal(each, part))) {
      return true;
    } else if (part instanceof String inner) {
      boolean hasText =
          whole instanceof String || whole instanceof List<?> || whole instanceof Map<?, ?>;
      return hasText && containsIgnoringCase(OtlpValues.text(whole), inner);
    }
    return false;
  }

  private static boolean containsIgnoringCase(String whole, String part) {
    int last = whole.length() - part.length();
    for (int i = 0; i <= last; i++) {
      if (whole.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  /** Values of different types have no order, so that the comparison does not hold. */
  static boolean inOrder(Object a, String operator, Object b) {
    double order;
    if (a instanceof Number || b instanceof Number) {
      Double x = number(a);
      Double y = number(b);
      if (x == null || y == null || x.isNaN() || y.isNaN()) {
        return false;
      }
      order = Double.compare(x, y);
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

  private Values() {}
}
