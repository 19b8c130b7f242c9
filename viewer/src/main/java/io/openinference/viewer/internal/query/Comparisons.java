// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes comparisons, and refuses those that cannot hold for any span. */
final class Comparisons {

  private static final Set<String> TIMES = Set.of("start_time", "end_time");
  private static final Set<String> NAMES_IN_CAPITALS = Set.of("span_kind", "status_code");
  private static final String NUMBER = "latency_ms";

  /** Returns the comparison, with literals as the field on the other side has its values. */
  static Node checked(Node left, String operator, Node right, int position) throws FilterException {
    if (operator.startsWith("is") && !isNothingOrTruth(right)) {
      throw new FilterException("'is' needs None, True or False; write == to compare", position);
    }
    if (operator.endsWith("in")) {
      if (right instanceof Node.Literal) {
        throw new FilterException("'in' needs a list or a field on its right", position);
      }
    } else if (left instanceof Node.Items || right instanceof Node.Items) {
      throw new FilterException("a list can be compared with 'in' only", position);
    }
    return new Node.Compare(
        fitting(left, right, position), operator, fitting(right, left, position));
  }

  private static boolean isNothingOrTruth(Node node) {
    return node instanceof Node.Literal literal
        && (literal.literal() == null || literal.literal() instanceof Boolean);
  }

  private static Node fitting(Node node, Node other, int position) throws FilterException {
    if (!(other instanceof Node.Field field)) {
      return node;
    } else if (node instanceof Node.Items items) {
      Node[] fitting = new Node[items.items().size()];
      for (int i = 0; i < fitting.length; i++) {
        fitting[i] = fitting(items.items().get(i), other, position);
      }
      return new Node.Items(List.of(fitting));
    }
    return node instanceof Node.Literal literal && literal.literal() != null
        ? literal(literal, field.name(), position)
        : node;
  }

  private static Node literal(Node.Literal literal, String field, int position)
      throws FilterException {
    boolean isText = literal.literal() instanceof String;
    if (TIMES.contains(field)) {
      if (!isText) {
        throw new FilterException(field + " can be compared with a time in quotes only", position);
      }
      return new Node.Literal(nanos(String.valueOf(literal.literal()), position));
    }
    if (isText == field.equals(NUMBER)) {
      throw new FilterException(
          field + " can be compared with a " + (isText ? "number" : "text") + " only", position);
    }
    return NAMES_IN_CAPITALS.contains(field)
        ? new Node.Literal(String.valueOf(literal.literal()).toUpperCase(Locale.ROOT))
        : literal;
  }

  private static double nanos(String text, int position) throws FilterException {
    try {
      Instant instant;
      if (text.length() == 10) {
        instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } else {
        String iso = text.replace(' ', 'T');
        boolean hasZone = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d");
        instant = OffsetDateTime.parse(hasZone ? iso : iso + "Z").toInstant();
      }
      // A year beyond 2262 has more nanoseconds than a long.
      return BigDecimal.valueOf(instant.getEpochSecond(), -9)
          .add(BigDecimal.valueOf(instant.getNano()))
          .doubleValue();
    } catch (DateTimeParseException noTime) {
      throw new FilterException("'" + text + "' is no time such as 2026-01-31T12:00:00Z", position);
    }
  }

  private Comparisons() {}
}
