// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, collections, arrays and scalars as JSON; anything else as its string.
 *
 * <p>Core has no JSON library, and what it writes itself is small. The result is valid JSON
 * whatever is written: cycles and what is beyond the bounds of depth or length become {@code
 * "..."}, numbers that JSON lacks (NaN, infinities) become strings.
 */
final class JsonWriter {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_LENGTH = 1 << 20;
  private static final String LEFT_OUT = "\"...\"";

  private final StringBuilder json = new StringBuilder();
  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());

  private JsonWriter() {}

  static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.writeValue(value, 0);
    return writer.json.toString();
  }

  private void writeValue(@Nullable Object value, int depth) {
    if (json.length() >= MAX_LENGTH) {
      json.append(LEFT_OUT);
    } else if (value == null) {
      json.append("null");
    } else if (value instanceof Boolean || isFiniteNumber(value)) {
      json.append(value);
    } else if (value instanceof Optional<?> optional) {
      writeValue(optional.orElse(null), depth);
    } else if (value instanceof Map || value instanceof Collection || value.getClass().isArray()) {
      writeNested(value, depth + 1);
    } else {
      writeString(value.toString());
    }
  }

  private static boolean isFiniteNumber(Object value) {
    return value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && value.getClass().getName().startsWith("java.");
  }

  private void writeNested(Object value, int depth) {
    if (depth > MAX_DEPTH || !path.add(value)) {
      json.append(LEFT_OUT);
      return;
    }
    if (value instanceof Map<?, ?> map) {
      writeObject(map, depth);
    } else if (value instanceof Collection<?> elements) {
      writeArray(elements, depth);
    } else {
      writeArray(value, depth);
    }
    path.remove(value);
  }

  private void writeObject(Map<?, ?> map, int depth) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator);
      writeString(String.valueOf(entry.getKey()));
      json.append(':');
      writeValue(entry.getValue(), depth);
      separator = ',';
      if (json.length() >= MAX_LENGTH) {
        break;
      }
    }
    json.append(separator == '{' ? "{}" : "}");
  }

  private void writeArray(Collection<?> elements, int depth) {
    char separator = '[';
    for (Object element : elements) {
      json.append(separator);
      writeValue(element, depth);
      separator = ',';
      if (json.length() >= MAX_LENGTH) {
        break;
      }
    }
    json.append(separator == '[' ? "[]" : "]");
  }

  private void writeArray(Object array, int depth) {
    json.append('[');
    for (int i = 0; i < Array.getLength(array) && json.length() < MAX_LENGTH; i++) {
      if (i > 0) {
        json.append(',');
      }
      writeValue(Array.get(array, i), depth);
    }
    json.append(']');
  }

  private void writeString(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      writeChar(value.charAt(i));
    }
    json.append('"');
  }

  private void writeChar(char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (c < 0x20) {
          json.append("\\u00").append(Character.forDigit(c >> 4, 16));
          json.append(Character.forDigit(c & 0xf, 16));
        } else {
          json.append(c);
        }
      }
    }
  }
}
