// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of JSON values in a {@link io.openinference.instrumentation.api.ContentBudget}.
 *
 * @since 0.1.0
 */
public final class JsonSize {

  // A value of a JSON object takes less than a growing field; each token can have hundreds of log
  // probabilities.
  private static final int CONTAINER = 32;
  private static final int SCALAR = 16;

  /** Returns the total length of all texts plus a fixed size for each field and element. */
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
