// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code toString()} of value types, such as {@code Message{role=user, 2 contents}}.
 *
 * <p>A value often ends up in a log line. Therefore the text shows names, kinds, numbers and counts
 * in full, but only the length of content that a {@link TraceConfig} could hide.
 */
final class ValueText {

  private final StringJoiner parts;

  private ValueText(String type) {
    this.parts = new StringJoiner(", ", type + '{', "}");
  }

  static ValueText of(String type) {
    return new ValueText(type);
  }

  /** Adds a value that no setting hides. */
  ValueText with(String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + '=' + value);
    }
    return this;
  }

  /** Adds the length of a text that a setting may hide. */
  ValueText text(String name, @Nullable String hideable) {
    if (hideable != null) {
      parts.add(name + " of " + counted(hideable.length(), "character", "characters"));
    }
    return this;
  }

  ValueText count(int count, String noun) {
    return count(count, noun, noun + 's');
  }

  ValueText count(int count, String singular, String plural) {
    if (count > 0) {
      parts.add(counted(count, singular, plural));
    }
    return this;
  }

  private static String counted(int count, String singular, String plural) {
    return count + " " + (count == 1 ? singular : plural);
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
