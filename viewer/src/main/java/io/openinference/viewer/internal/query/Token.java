// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;

/** A word of a filter. */
record Token(Type type, String text, int position, int end) {

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
      } else if (each == '#') {
        i = endOfLine(filter, i);
        continue;
      }
      Token token;
      if (TextLiteral.startsAt(filter, i)) {
        token = TextLiteral.read(filter, i);
      } else if (Character.isDigit(each)) {
        token = number(filter, i);
      } else if (Character.isJavaIdentifierStart(each)) {
        token = name(filter, i);
      } else {
        token = symbol(filter, i);
      }
      tokens.add(token);
      i = token.end;
    }
    tokens.add(new Token(Type.END, "", filter.length(), filter.length()));
    return tokens;
  }

  private static int endOfLine(String filter, int start) {
    int end = filter.indexOf('\n', start);
    return end < 0 ? filter.length() : end;
  }

  private static Token number(String filter, int start) {
    int i = start;
    while (i < filter.length()
        && (Character.isLetterOrDigit(filter.charAt(i))
            || filter.charAt(i) == '.'
            || filter.charAt(i) == '_')) {
      i++;
    }
    return new Token(Type.NUMBER, filter.substring(start, i), start, i);
  }

  private static Token name(String filter, int start) {
    int i = start;
    while (i < filter.length() && Character.isJavaIdentifierPart(filter.charAt(i))) {
      i++;
    }
    return new Token(Type.NAME, filter.substring(start, i), start, i);
  }

  private static Token symbol(String filter, int start) throws FilterException {
    for (String symbol : SYMBOLS) {
      if (filter.startsWith(symbol, start)) {
        return new Token(Type.SYMBOL, symbol, start, start + symbol.length());
      }
    }
    String hint = filter.charAt(start) == '=' ? "; write == to compare" : "";
    throw new FilterException("'" + filter.charAt(start) + "' is not expected" + hint, start);
  }
}
