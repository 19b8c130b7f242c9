// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, collections, arrays and scalars as JSON, and other objects as the string of their
 * {@code toString()}.
 *
 * <p>Core has no JSON library, because its JSON is small. The result is always valid JSON and valid
 * Unicode. Cycles, values beyond the depth or length limit, and values that throw while being read
 * become {@code "..."}. Numbers that JSON lacks (NaN, infinities) become strings.
 *
 * @since 0.1.0
 */
public final class JsonWriter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  /** The maximum nesting depth. */
  public static final int MAX_DEPTH = 64;

  /** The maximum length in characters; open objects and arrays are still closed after it. */
  public static final int MAX_LENGTH = 1 << 20;

  /**
   * The maximum number of elements, because a list may be endless and its elements may be short.
   */
  private static final int MAX_VALUES = 1 << 20;

  private static final String ELLIPSIS = "...";

  /**
   * The maximum number of failed values. They are replaced with {@link #ELLIPSIS}, so the length
   * alone does not limit the work.
   */
  private static final int MAX_FAILURES = 100;

  private static final int INITIAL_CAPACITY = 512;

  private final StringBuilder json = new StringBuilder(INITIAL_CAPACITY);
  private final int maxLength;
  private int failures;
  private int values;
  // The objects being written, outermost first.
  private @Nullable Object[] path = new Object[8];
  private int depth;

  private JsonWriter(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Writes a value of at most {@link #MAX_LENGTH} characters. */
  public static String write(@Nullable Object value) {
    return write(value, MAX_LENGTH);
  }

  /**
   * Writes a value of a limited length.
   *
   * @param maxLength the limit in characters; closing brackets may exceed it slightly
   */
  public static String write(@Nullable Object value, int maxLength) {
    JsonWriter writer = new JsonWriter(maxLength);
    writer.writeValue(value);
    return writer.json.toString();
  }

  private void writeValue(@Nullable Object value) {
    int start = json.length();
    try {
      writeReadable(value);
    } catch (Throwable t) {
      // The value's own code threw. Its partial output would not be valid JSON.
      GUARD.handle("writeJson", t);
      failures++;
      json.setLength(start);
      writeString(ELLIPSIS);
    }
  }

  private void writeReadable(@Nullable Object value) {
    values++;
    if (isFull()) {
      writeString(ELLIPSIS);
    } else if (value instanceof String text) {
      // Strings come first: most values are strings, and the interface checks below are slow.
      writeString(text);
    } else if (value == null) {
      json.append("null");
    } else if (value instanceof Boolean || isFiniteNumber(value)) {
      json.append(value);
    } else if (isNested(value)) {
      writeNested(value);
    } else {
      writeString(String.valueOf(value));
    }
  }

  private boolean isFull() {
    return json.length() >= maxLength || values >= MAX_VALUES || failures >= MAX_FAILURES;
  }

  private static boolean isFiniteNumber(Object value) {
    return value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && value.getClass().getName().startsWith("java.");
  }

  private static boolean isNested(Object value) {
    return value instanceof Map
        || value instanceof Collection
        || value instanceof Optional
        || value.getClass().isArray();
  }

  private void writeNested(Object value) {
    if (depth >= MAX_DEPTH || isInPath(value)) {
      writeString(ELLIPSIS);
      return;
    }
    enter(value);
    try {
      if (value instanceof Map<?, ?> map) {
        writeObject(map);
      } else if (value instanceof Collection<?> elements) {
        writeArray(elements);
      } else if (value instanceof Optional<?> optional) {
        writeValue(optional.orElse(null));
      } else {
        writeArray(value);
      }
    } finally {
      path[--depth] = null;
    }
  }

  private void enter(Object value) {
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
    }
    path[depth++] = value;
  }

  @SuppressWarnings("ReferenceEquality") // Compares by identity: equal values are not a cycle.
  private boolean isInPath(Object value) {
    for (int i = 0; i < depth; i++) {
      if (path[i] == value) {
        return true;
      }
    }
    return false;
  }

  private void writeObject(Map<?, ?> map) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator);
      separator = ',';
      if (isFull()) {
        writeString(ELLIPSIS);
        json.append(':');
        writeString(ELLIPSIS);
        break;
      }
      writeString(String.valueOf(entry.getKey()));
      json.append(':');
      writeValue(entry.getValue());
    }
    json.append(separator == '{' ? "{}" : "}");
  }

  private void writeArray(Collection<?> elements) {
    char separator = '[';
    for (Object element : elements) {
      json.append(separator);
      separator = ',';
      writeValue(element);
      if (isFull()) {
        break;
      }
    }
    json.append(separator == '[' ? "[]" : "]");
  }

  private void writeArray(Object array) {
    json.append('[');
    int length = Array.getLength(array);
    for (int i = 0; i < length && !isFull(); i++) {
      if (i > 0) {
        json.append(',');
      }
      writeValue(Array.get(array, i));
    }
    json.append(']');
  }

  private void writeString(String value) {
    json.append('"');
    int end = Math.max(maxLength, json.length() + ELLIPSIS.length());
    int i = 0;
    while (i < value.length() && json.length() < end) {
      int plainEnd = plainEnd(value, i, Math.min(value.length(), i + end - json.length()));
      if (plainEnd > i) {
        json.append(value, i, plainEnd);
        i = plainEnd;
      } else {
        int codePoint = value.codePointAt(i);
        writeCodePoint(codePoint);
        i += Character.charCount(codePoint);
      }
    }
    if (i < value.length()) {
      json.append(ELLIPSIS);
    }
    json.append('"');
  }

  /** Returns the end of the run of characters that need no escaping. */
  private static int plainEnd(String value, int start, int end) {
    int i = start;
    while (i < end && isPlain(value.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private void writeCodePoint(int c) {
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
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          // Half of a surrogate pair is not valid Unicode, and some databases refuse it.
          json.append('\uFFFD');
        } else {
          json.appendCodePoint(c);
        }
      }
    }
  }
}
