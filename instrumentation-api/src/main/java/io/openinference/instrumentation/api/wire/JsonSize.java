// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON values count for in a {@link io.openinference.instrumentation.api.ContentBudget}.
 *
 * @since 0.1.0
 */
public final class JsonSize {

  // Values of one JSON object take less than a field that grows: log probabilities come by the
  // hundred with each token.
  private static final int CONTAINER = 32;
  private static final int SCALAR = 16;

  /** Returns the length of all texts, and what all fields and elements take besides. */
  public static int of(@Nullable Object value) {
    return (int) Math.min(Integer.MAX_VALUE, size(value));
  }

  private static long size(@Nullable Object value) {
    if (value instanceof String text) {
      return SCALAR + (long) text.length();
    }
    long size = CONTAINER;
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> field : object.entrySet()) {
        size += String.valueOf(field.getKey()).length() + size(field.getValue());
      }
      return size;
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        size += size(element);
      }
      return size;
    }
    return SCALAR;
  }

  private JsonSize() {}
}
