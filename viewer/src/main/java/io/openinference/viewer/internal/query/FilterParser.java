// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses a filter by recursive descent. */
final class FilterParser {

  private static final int MAX_DEPTH = 50;

  /** The database refuses expressions that are nested 1,000 deep. */
  private static final int MAX_COMPARISONS = 200;

  private static final Set<String> OPERATORS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> CASTS = Set.of("str", "float", "int");
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
  private int comparisons;

  FilterParser(String filter) throws FilterException {
    this.tokens = Token.of(filter);
  }

  Node parse() throws FilterException {
    Node node = or();
    if (peek().type() != Token.Type.END) {
      throw unexpected();
    }
    requireCondition(node, 0, false);
    return node;
  }

  private Node or() throws FilterException {
    enter();
    int left = peek().position();
    Node node = and();
    while (accept("or")) {
      int right = peek().position();
      node = new Node.Or(requireCondition(node, left, true), requireCondition(and(), right, true));
    }
    depth--;
    return node;
  }

  private Node and() throws FilterException {
    int left = peek().position();
    Node node = not();
    while (accept("and")) {
      int right = peek().position();
      node = new Node.And(requireCondition(node, left, true), requireCondition(not(), right, true));
    }
    return node;
  }

  private Node not() throws FilterException {
    if (!accept("not")) {
      return comparison();
    }
    enter();
    int position = peek().position();
    Node node = new Node.Not(requireCondition(not(), position, true));
    depth--;
    return node;
  }

  private void enter() throws FilterException {
    if (++depth > MAX_DEPTH) {
      throw new FilterException("the filter is nested too deep", peek().position());
    }
  }

  /** A field alone is no condition. Nobody could tell whether 0 or an empty text passes. */
  private static Node requireCondition(Node node, int position, boolean isPart)
      throws FilterException {
    boolean isTruth =
        isPart && node instanceof Node.Literal literal && literal.literal() instanceof Boolean;
    if (isTruth
        || node instanceof Node.Compare
        || node instanceof Node.And
        || node instanceof Node.Or
        || node instanceof Node.Not
        || node instanceof Node.Annotated) {
      return node;
    }
    throw new FilterException("a comparison is expected, such as name == 'answer'", position);
  }

  /** Parses {@code 1 < x <= 2} as two comparisons. */
  private Node comparison() throws FilterException {
    Node left = sum();
    Node result = null;
    for (String operator = operator(); !operator.isEmpty(); operator = operator()) {
      if (++comparisons > MAX_COMPARISONS) {
        throw new FilterException("the filter has too many comparisons", peek().position());
      }
      int position = peek().position();
      Node right = sum();
      Node compared = Comparisons.checked(left, operator, right, position);
      result = result == null ? compared : new Node.And(result, compared);
      left = right;
    }
    return result == null ? left : result;
  }

  private Node sum() throws FilterException {
    Node node = product();
    while (peek().is("+") || peek().is("-")) {
      String operator = countedOperator();
      node = new Node.Arithmetic(node, operator, product());
    }
    return node;
  }

  private Node product() throws FilterException {
    Node node = operand();
    while (peek().is("*") || peek().is("/") || peek().is("%")) {
      String operator = countedOperator();
      node = new Node.Arithmetic(node, operator, operand());
    }
    return node;
  }

  private String countedOperator() throws FilterException {
    if (++comparisons > MAX_COMPARISONS) {
      throw new FilterException("the filter has too many operators", peek().position());
    }
    return next().text();
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
      enter();
      Node node = operand();
      depth--;
      return node instanceof Node.Literal literal && literal.literal() instanceof Double number
          ? new Node.Literal(-number)
          : new Node.Arithmetic(new Node.Literal(0.0), "-", node);
    }
    index++;
    return switch (token.type()) {
      case TEXT -> new Node.Literal(token.text() + adjacentTexts());
      case NUMBER -> new Node.Literal(number(token));
      case NAME -> named(token);
      default -> {
        index--;
        throw unexpected();
      }
    };
  }

  /** Python joins texts that follow each other. */
  private String adjacentTexts() {
    StringBuilder texts = new StringBuilder();
    while (peek().type() == Token.Type.TEXT) {
      texts.append(peek().text());
      index++;
    }
    return texts.toString();
  }

  private Node parenthesised() throws FilterException {
    if (accept(")")) {
      return new Node.Items(List.of());
    }
    Node first = or();
    if (accept(")")) {
      return first;
    }
    List<Node> items = new ArrayList<>(List.of(first));
    while (accept(",") && !peek().is(")")) {
      items.add(sum());
    }
    expect(")");
    return new Node.Items(items);
  }

  private Node items(String end) throws FilterException {
    List<Node> items = new ArrayList<>();
    while (!peek().is(end)) {
      items.add(sum());
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
    if (parts.get(0).startsWith("cumulative_")) {
      throw new FilterException(
          "the viewer keeps no sums of the spans below; compare llm.token_count.total",
          first.position());
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
      String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
      int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0b") ? 2 : 10;
      return radix == 10
          ? Double.parseDouble(digits)
          : Long.parseLong(digits, 2, digits.length(), radix);
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
