// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

/** Reads texts in quotes as Python writes them. */
final class TextLiteral {

  /** Returns whether a text begins here, with its quote or with a prefix and its quote. */
  static boolean startsAt(String filter, int start) {
    return isQuote(filter, start) || (isPrefix(filter, start) && isQuote(filter, start + 1));
  }

  static Token read(String filter, int start) throws FilterException {
    boolean isRaw = "rR".indexOf(filter.charAt(start)) >= 0;
    int open = isQuote(filter, start) ? start : start + 1;
    String one = filter.substring(open, open + 1);
    String quote = filter.startsWith(one.repeat(3), open) ? one.repeat(3) : one;
    int from = open + quote.length();
    int end = from;
    while (end < filter.length() && !filter.startsWith(quote, end)) {
      end += filter.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= filter.length()) {
      throw new FilterException("a text has no closing quote", start);
    }
    String inner = filter.substring(from, end);
    String text = isRaw || inner.indexOf('\\') < 0 ? inner : unescaped(inner, from);
    return new Token(Token.Type.TEXT, text, start, end + quote.length());
  }

  private static String unescaped(String inner, int position) throws FilterException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      if (inner.charAt(i) != '\\') {
        text.append(inner.charAt(i));
        continue;
      }
      char escaped = inner.charAt(++i);
      int digits = "xuU".indexOf(escaped) < 0 ? 0 : escaped == 'x' ? 2 : escaped == 'u' ? 4 : 8;
      if (digits > 0) {
        text.appendCodePoint(codePoint(inner, i + 1, digits, position));
        i += digits;
      } else {
        text.append(plain(escaped));
      }
    }
    return text.toString();
  }

  /**
   * Python keeps the backslash of an escape that it does not know. Filters also keep it in rare
   * escapes, such as octal ones.
   */
  private static String plain(char escaped) {
    return switch (escaped) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\n' -> "";
      case '\\', '\'', '"' -> String.valueOf(escaped);
      default -> "\\" + escaped;
    };
  }

  private static int codePoint(String inner, int start, int digits, int position)
      throws FilterException {
    try {
      int code = Integer.parseInt(inner, start, start + digits, 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException cut) {
      // The exception below names the error.
    }
    throw new FilterException("an escape of a text names no character", position);
  }

  private static boolean isQuote(String filter, int index) {
    return index < filter.length() && "'\"".indexOf(filter.charAt(index)) >= 0;
  }

  private static boolean isPrefix(String filter, int index) {
    return "rRuU".indexOf(filter.charAt(index)) >= 0;
  }

  private TextLiteral() {}
}
