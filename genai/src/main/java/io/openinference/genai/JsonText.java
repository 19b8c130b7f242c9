// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists and scalars as JSON. */
final class JsonText {

  private static final String HEXADECIMAL = "0123456789abcdef";

  private final StringBuilder json = new StringBuilder(256);

  static String write(@Nullable Object value) {
    JsonText text = new JsonText();
    text.value(value);
    return text.json.toString();
  }

  /** Returns a string as it is, and other values as JSON. */
  static String plain(@Nullable Object value) {
    return value instanceof String text ? text : write(value);
  }

  private void value(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof List<?> array) {
      array(array);
    } else if (value instanceof JsonNumber
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer) {
      json.append(value);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.append(number);
    } else if (value == null) {
      json.append("null");
    } else {
      string(value.toString());
    }
  }

  private void object(Map<?, ?> object) {
    json.append('{');
    String separator = "";
    for (Map.Entry<?, ?> field : object.entrySet()) {
      json.append(separator);
      string(String.valueOf(field.getKey()));
      json.append(':');
      value(field.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private void array(List<?> array) {
    json.append('[');
    String separator = "";
    for (Object element : array) {
      json.append(separator);
      value(element);
      separator = ",";
    }
    json.append(']');
  }

  private void string(String string) {
    json.append('"');
    for (int i = 0; i < string.length(); i++) {
      character(string.charAt(i));
    }
    json.append('"');
  }

  private void character(char c) {
    int escaped = "\"\\\b\f\n\r\t".indexOf(c);
    if (escaped >= 0) {
      json.append('\\').append("\"\\bfnrt".charAt(escaped));
    } else if (c < ' ') {
      json.append("\\u00").append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
    } else {
      json.append(c);
    }
  }
}
