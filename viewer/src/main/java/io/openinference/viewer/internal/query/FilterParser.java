// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses a filter by recursive descent. */
final class FilterParser {

  private static final int MAX_DEPTH = 50;
  private static final Set<String> OPERATORS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> CASTS = Set.of("str", "float", "int");
  private static final Set<String> TIMES = Set.of("start_time", "end_time");
  private static final Set<String> ANNOTATION_PROPERTIES = Set.of("label", "score", "explanation");
  static final Set<String> FIELDS =
      Set.of(
          "span_kind",
          "status_code",
          "status_message",
          "name",
          "latency_ms",
          "start_time",
          "end_time",
          "parent_id",
          "parent_span",
          "span_id",
          "trace_id");

  private final List<Token> tokens;
  private int index;
  private int depth;

  FilterParser(String filter) throws FilterException {
    this.tokens = Token.of(filter);
  }

  Node parse() throws FilterException {
    Node node = or();
    if (peek().type() != Token.Type.END) {
      throw unexpected();
    }
    return node;
  }

  private Node or() throws FilterException {
    if (++depth > MAX_DEPTH) {
      throw new FilterException("the filter is nested too deep", peek().position());
    }
    Node node = and();
    while (accept("or")) {
      node = new Node.Or(node, and());
    }
    depth--;
    return node;
  }

  private Node and() throws FilterException {
    Node node = not();
    while (accept("and")) {
      node = new Node.And(node, not());
    }
    return node;
  }

  private Node not() throws FilterException {
    if (!accept("not")) {
      return comparison();
    }
    if (++depth > MAX_DEPTH) {
      throw new FilterException("the filter is nested too deep", peek().position());
    }
    Node node = new Node.Not(not());
    depth--;
    return node;
  }

  /** Parses {@code 1 < x <= 2} as two comparisons. */
  private Node comparison() throws FilterException {
    Node left = operand();
    Node result = null;
    for (String operator = operator(); !operator.isEmpty(); operator = operator()) {
      int position = peek().position();
      Node right = operand();
      Node compared =
          new Node.Compare(time(left, right, position), operator, time(right, left, position));
      result = result == null ? compared : new Node.And(result, compared);
      left = right;
    }
    return result == null ? left : result;
  }

  /** Turns a text that is compared with a time into nanoseconds. */
  private static Node time(Node node, Node other, int position) throws FilterException {
    boolean isTime = other instanceof Node.Field field && TIMES.contains(field.name());
    if (isTime
        && node instanceof Node.Literal literal
        && literal.literal() instanceof String text) {
      return new Node.Literal((double) nanos(text, position));
    }
    return node;
  }

  private static long nanos(String text, int position) throws FilterException {
    try {
      Instant instant;
      if (text.length() == 10) {
        instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } else {
        String iso = text.replace(' ', 'T');
        boolean hasZone = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d");
        instant = OffsetDateTime.parse(hasZone ? iso : iso + "Z").toInstant();
      }
      return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    } catch (DateTimeParseException noTime) {
      throw new FilterException("'" + text + "' is no time such as 2026-01-31T12:00:00Z", position);
    }
  }

  private String operator() {
    Token token = peek();
    if (token.type() == Token.Type.SYMBOL && OPERATORS.contains(token.text())) {
      index++;
      return token.text();
    } else if (accept("in")) {
      return "in";
    } else if (token.is("not") && tokens.get(index + 1).is("in")) {
      index += 2;
      return "not in";
    } else if (accept("is")) {
      return accept("not") ? "is not" : "is";
    }
    return "";
  }

  private Node operand() throws FilterException {
    Token token = peek();
    if (accept("(")) {
      return parenthesised();
    } else if (accept("[")) {
      return items("]");
    } else if (accept("-")) {
      return new Node.Literal(-number(next()));
    }
    index++;
    return switch (token.type()) {
      case TEXT -> new Node.Literal(token.text());
      case NUMBER -> new Node.Literal(number(token));
      case NAME -> named(token);
      default -> {
        index--;
        throw unexpected();
      }
    };
  }

  private Node parenthesised() throws FilterException {
    Node first = or();
    if (accept(")")) {
      return first;
    }
    List<Node> items = new ArrayList<>(List.of(first));
    while (accept(",") && !peek().is(")")) {
      items.add(operand());
    }
    expect(")");
    return new Node.Items(items);
  }

  private Node items(String end) throws FilterException {
    List<Node> items = new ArrayList<>();
    while (!peek().is(end)) {
      items.add(operand());
      if (!accept(",")) {
        break;
      }
    }
    expect(end);
    return new Node.Items(items);
  }

  private Node named(Token token) throws FilterException {
    return switch (token.text()) {
      case "True", "true" -> new Node.Literal(true);
      case "False", "false" -> new Node.Literal(false);
      case "None", "null" -> new Node.Literal(null);
      case "annotations", "evals" -> annotation();
      default -> {
        if (CASTS.contains(token.text()) && accept("(")) {
          Node node = or();
          expect(")");
          yield new Node.Cast(token.text(), node);
        }
        yield path(token);
      }
    };
  }

  private Node annotation() throws FilterException {
    expect("[");
    Token name = next();
    expect("]");
    String property = "label";
    if (accept(".")) {
      property = next().text();
      if (!ANNOTATION_PROPERTIES.contains(property)) {
        throw new FilterException(
            "an annotation has label, score and explanation", peek().position());
      }
    }
    return new Node.Annotated(name.text(), property);
  }

  private Node path(Token first) throws FilterException {
    List<String> parts = new ArrayList<>(List.of(first.text()));
    while (true) {
      if (accept(".")) {
        parts.add(next().text());
      } else if (accept("[")) {
        parts.add(next().text());
        expect("]");
      } else {
        break;
      }
    }
    if (parts.get(0).equals("context") && parts.size() == 2) {
      parts.remove(0);
    }
    if (parts.size() == 1 && FIELDS.contains(parts.get(0))) {
      return new Node.Field(parts.get(0));
    }
    if (parts.get(0).equals("attributes") && parts.size() > 1) {
      parts.remove(0);
    } else if (parts.size() == 1 && !parts.get(0).equals("metadata")) {
      throw new FilterException(
          "'" + parts.get(0) + "' is no field; quote texts, as in span_kind == 'LLM'",
          first.position());
    }
    return new Node.Attribute(String.join(".", parts));
  }

  private static double number(Token token) throws FilterException {
    try {
      return Double.parseDouble(token.text().replace("_", ""));
    } catch (NumberFormatException noNumber) {
      throw new FilterException("'" + token.text() + "' is no number", token.position());
    }
  }

  private Token peek() {
    return tokens.get(index);
  }

  private Token next() throws FilterException {
    if (peek().type() == Token.Type.END) {
      throw unexpected();
    }
    return tokens.get(index++);
  }

  private boolean accept(String text) {
    if (peek().is(text)) {
      index++;
      return true;
    }
    return false;
  }

  private void expect(String text) throws FilterException {
    if (!accept(text)) {
      throw new FilterException("'" + text + "' is expected", peek().position());
    }
  }

  private FilterException unexpected() {
    Token token = peek();
    return token.type() == Token.Type.END
        ? new FilterException("the filter ends too early", token.position())
        : new FilterException("'" + token.text() + "' is not expected here", token.position());
  }
}
