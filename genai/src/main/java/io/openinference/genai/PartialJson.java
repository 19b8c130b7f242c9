// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects and arrays, even if an attribute limit has cut their text. Everything before
 * the cut is kept. Objects become maps, arrays lists, and numbers {@link JsonNumber}.
 */
final class PartialJson {

  /** Deeper values are left out, because each level takes a frame of the stack. */
  private static final int MAX_DEPTH = 100;

  /** The fields whose beginning is worth showing. The beginning of an id or a type misleads. */
  private static final Set<String> SHOWN_WHEN_CUT =
      Set.of("content", "text", "response", "result", "output", "arguments", "thinking");

  private final String text;
  private int position;
  private boolean cut;
  private boolean isInData;

  /** The fields whose values are data of the application; all their texts are worth showing. */
  private static final Set<String> DATA = Set.of("arguments", "args", "response", "result");

  /**
   * The value of a text.
   *
   * @param value a map or a list
   * @param isCut whether the text ended before the value did
   */
  record Result(Object value, boolean isCut) {}

  private static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super(null, null, false, false);
    }
  }

  private PartialJson(String text) {
    this.text = text;
  }

  /** Returns the object or array of a text, or null if the text is neither. */
  static @Nullable Result read(String text) {
    PartialJson json = new PartialJson(text);
    json.skipSpaces();
    if (json.peek() != '{' && json.peek() != '[') {
      return null;
    }
    try {
      Object value = json.value("", 0);
      json.skipSpaces();
      return value == null || json.position < text.length() ? null : new Result(value, json.cut);
    } catch (MalformedException notJson) {
      return null;
    }
  }

  /** Returns the object or array of a whole text, or null if the text is neither. */
  static @Nullable Object readWhole(@Nullable String text) {
    Result result = text == null ? null : read(text);
    return result == null || result.isCut() ? null : result.value();
  }

  /** Returns 0 at the end. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private void skipSpaces() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** Tells whether the text has ended here, and remembers it. */
  private boolean ends() {
    skipSpaces();
    cut |= position >= text.length();
    return cut;
  }

  private @Nullable Object value(String key, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedException();
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string(isInData || SHOWN_WHEN_CUT.contains(key));
      default -> scalar();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    position++;
    if (!ends() && peek() == '}') {
      position++;
      return object;
    }
    while (!ends()) {
      String key = string(false);
      if (key == null || ends()) {
        break;
      }
      expect(':');
      if (ends()) {
        break;
      }
      boolean isOutside = !isInData;
      isInData |= DATA.contains(key);
      Object value = value(key, depth + 1);
      isInData &= !isOutside;
      // A cut blob is useless.
      if (!cut || (value != null && !"blob".equals(object.get("type")))) {
        object.put(key, value);
      }
      if (ends() || closes('}')) {
        break;
      }
    }
    return object;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    position++;
    if (!ends() && peek() == ']') {
      position++;
      return array;
    }
    while (!ends()) {
      Object value = value("content", depth + 1);
      if (!cut || value != null) {
        array.add(value);
      }
      if (ends() || closes(']')) {
        break;
      }
    }
    return array;
  }

  private boolean closes(char end) {
    if (peek() == end) {
      position++;
      return true;
    }
    expect(',');
    return false;
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw new MalformedException();
    }
    position++;
  }

  /** Returns null if the string is cut and its beginning is useless. */
  private @Nullable String string(boolean isShownWhenCut) {
    expect('"');
    int start = position;
    StringBuilder string = null;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        String rest = text.substring(start, position - 1);
        return string == null ? rest : string.append(rest).toString();
      }
      if (c == '\\') {
        string = string == null ? new StringBuilder() : string;
        string.append(text, start, position - 1);
        boolean whole = escape(string);
        start = whole ? position : text.length();
        if (!whole) {
          position = text.length();
        }
      }
    }
    String rest = text.substring(start);
    cut = true;
    if (!isShownWhenCut) {
      return null;
    }
    return string == null ? rest : string.append(rest).toString();
  }

  /** Returns false if the escape is cut. */
  private boolean escape(StringBuilder string) {
    if (position >= text.length()) {
      return false;
    }
    char c = text.charAt(position++);
    if (c != 'u') {
      int simple = "\"\\/bfnrt".indexOf(c);
      if (simple < 0) {
        throw new MalformedException();
      }
      string.append("\"\\/\b\f\n\r\t".charAt(simple));
      return true;
    }
    if (position + 4 > text.length()) {
      return false;
    }
    try {
      string.append((char) Integer.parseInt(text.substring(position, position + 4), 16));
    } catch (NumberFormatException notHexadecimal) {
      throw new MalformedException();
    }
    position += 4;
    return true;
  }

  private @Nullable Object scalar() {
    int start = position;
    while (position < text.length() && ",]} \t\r\n".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    if (position >= text.length()) {
      // A number at the cut may be incomplete: 12 may be the beginning of 1234.
      cut = true;
      return null;
    }
    String scalar = text.substring(start, position);
    return switch (scalar) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> number(scalar);
    };
  }

  private static JsonNumber number(String scalar) {
    try {
      double unused = Double.parseDouble(scalar);
      if ("-0123456789".indexOf(scalar.charAt(0)) < 0 || !Double.isFinite(unused)) {
        throw new MalformedException();
      }
      return new JsonNumber(scalar);
    } catch (NumberFormatException | IndexOutOfBoundsException notANumber) {
      throw new MalformedException();
    }
  }
}
