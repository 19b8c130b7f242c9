// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;

/** A word of a filter. */
record Token(Type type, String text, int position) {

  enum Type {
    NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", ".", "+", "-", "*", "/", "%");

  boolean is(String expected) {
    return (type == Type.SYMBOL || type == Type.NAME) && text.equals(expected);
  }

  static List<Token> of(String filter) throws FilterException {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < filter.length()) {
      char each = filter.charAt(i);
      if (Character.isWhitespace(each)) {
        i++;
        continue;
      }
      Token token;
      if (each == '"' || each == '\'') {
        token = text(filter, i);
      } else if (Character.isDigit(each)) {
        token = number(filter, i);
      } else if (Character.isJavaIdentifierStart(each)) {
        token = name(filter, i);
      } else {
        token = symbol(filter, i);
      }
      tokens.add(token);
      i = token.position + token.length(filter);
    }
    tokens.add(new Token(Type.END, "", filter.length()));
    return tokens;
  }

  private int length(String filter) {
    if (type != Type.TEXT) {
      return text.length();
    }
    return end(filter, position) - position + 1;
  }

  private static Token text(String filter, int start) throws FilterException {
    int end = end(filter, start);
    if (end >= filter.length()) {
      throw new FilterException("a text has no closing quote", start);
    }
    StringBuilder text = new StringBuilder();
    for (int i = start + 1; i < end; i++) {
      char each = filter.charAt(i);
      if (each == '\\') {
        i++;
        char escaped = filter.charAt(i);
        text.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      } else {
        text.append(each);
      }
    }
    return new Token(Type.TEXT, text.toString(), start);
  }

  private static int end(String filter, int start) {
    int i = start + 1;
    while (i < filter.length() && filter.charAt(i) != filter.charAt(start)) {
      i += filter.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static Token number(String filter, int start) {
    int i = start;
    while (i < filter.length()
        && (Character.isLetterOrDigit(filter.charAt(i))
            || filter.charAt(i) == '.'
            || filter.charAt(i) == '_')) {
      i++;
    }
    return new Token(Type.NUMBER, filter.substring(start, i), start);
  }

  private static Token name(String filter, int start) {
    int i = start;
    while (i < filter.length() && Character.isJavaIdentifierPart(filter.charAt(i))) {
      i++;
    }
    return new Token(Type.NAME, filter.substring(start, i), start);
  }

  private static Token symbol(String filter, int start) throws FilterException {
    for (String symbol : SYMBOLS) {
      if (filter.startsWith(symbol, start)) {
        return new Token(Type.SYMBOL, symbol, start);
      }
    }
    String hint = filter.charAt(start) == '=' ? "; write == to compare" : "";
    throw new FilterException("'" + filter.charAt(start) + "' is not expected" + hint, start);
  }
}
