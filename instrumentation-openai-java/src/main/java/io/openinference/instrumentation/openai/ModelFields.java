// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.JsonBoolean;
import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.core.JsonNull;
import com.openai.core.JsonNumber;
import com.openai.core.JsonString;
import com.openai.core.KnownValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of openai-java's models, which may hold any JSON, without allocating objects. */
final class ModelFields {

  /**
   * Tells whether a field is missing or null; the JSON of a stream does not distinguish the two.
   */
  static boolean isAbsent(JsonField<?> field) {
    return field instanceof JsonMissing || field instanceof JsonNull;
  }

  /**
   * Describes a field: 0 if absent, 1 for a scalar that replaces the previous one, and a negative
   * number for anything else.
   */
  static int presence(JsonField<?> field) {
    if (field instanceof KnownValue<?> known) {
      Object value = known.value();
      if (value instanceof String text) {
        return text.isEmpty() ? -1 : 1;
      }
      return value instanceof Number || value instanceof Boolean ? 1 : -1;
    }
    if (isAbsent(field)) {
      return 0;
    }
    if (field instanceof JsonString text) {
      return text.value().isEmpty() ? -1 : 1;
    }
    return field instanceof JsonNumber || field instanceof JsonBoolean ? 1 : -1;
  }

  /** Adds the presence of a field to a set of bits, as the lowest bit. */
  static int join(int presence, int others) {
    return others << 1 | presence;
  }

  /** Returns a value of the documented type, or null. */
  static @Nullable Object value(JsonField<?> field) {
    return field instanceof KnownValue<?> known ? known.value() : null;
  }

  /** Returns a string, or null if the value is not a string. */
  static @Nullable String string(JsonField<?> field) {
    if (field instanceof KnownValue<?> known) {
      return known.value() instanceof String string ? string : null;
    }
    return field instanceof JsonString string ? string.value() : null;
  }

  /** Returns the only element of a list, or null. */
  static @Nullable Object onlyElement(JsonField<?> field) {
    return value(field) instanceof List<?> list && list.size() == 1 ? list.get(0) : null;
  }

  private ModelFields() {}
}
