// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes values without content, so that an empty final form does not replace streamed content.
 *
 * @since 0.1.0
 */
public final class Hollow {

  /** Tells whether a value is null or empty, or holds nothing but its type. */
  public static boolean isHollow(@Nullable Object value) {
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Hollow::isHollow);
    }
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .allMatch(field -> "type".equals(field.getKey()) || isHollow(field.getValue()))
        : value == null;
  }

  private Hollow() {}
}
