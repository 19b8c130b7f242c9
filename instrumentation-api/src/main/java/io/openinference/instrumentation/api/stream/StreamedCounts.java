// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the token counts of several events field by field. Counts grow in the course of a stream.
 * A count that comes again as zero, or not at all, still holds.
 */
final class CountMerge {

  /** An API has a few dozen counts. */
  private static final int MAX_FIELDS = 64;

  private static final int MAX_DEPTH = 4;

  static void into(Map<String, Object> counts, WireObject change) {
    into(counts, change, 0);
  }

  private static void into(Map<String, Object> counts, WireObject change, int depth) {
    change
        .fields()
        .forEach(
            (key, value) -> {
              String name = String.valueOf(key);
              boolean isKnown = counts.containsKey(name) || counts.size() < MAX_FIELDS;
              if (value != null && isKnown) {
                counts.put(name, merged(counts.get(name), value, depth));
              }
            });
  }

  private static Object merged(@Nullable Object known, Object value, int depth) {
    if (value instanceof Number count && known instanceof Number before) {
      return count.doubleValue() < before.doubleValue() ? before : count;
    }
    if (value instanceof Map<?, ?> change && depth < MAX_DEPTH) {
      Map<String, Object> counts = new LinkedHashMap<>();
      into(counts, WireObject.of(known), depth + 1);
      into(counts, WireObject.of(change), depth + 1);
      return counts;
    }
    return known == null ? value : known;
  }

  private CountMerge() {}
}
