// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireNumbers;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the token counts of several events field by field. Counts grow in the course of a stream.
 * If an event lacks a count or sends zero, the earlier count stays valid.
 *
 * @since 0.1.0
 */
public final class StreamedCounts {

  private static final int MAX_DEPTH = 4;

  private final ContentBudget budget;
  private final Map<String, Object> counts = new LinkedHashMap<>();

  /**
   * Creates an object without counts.
   *
   * @param budget limits the number and the size of the counts
   */
  public StreamedCounts(ContentBudget budget) {
    this.budget = budget;
  }

  /** Adds the counts of an event. */
  public void merge(WireObject change) {
    merge(counts, change.fields(), 0);
  }

  private void merge(Map<String, Object> target, Map<?, ?> change, int depth) {
    change.forEach(
        (key, value) -> {
          if (key instanceof String name && value != null && takes(target, name, value)) {
            target.put(name, merged(target.get(name), value, depth));
          }
        });
  }

  private boolean takes(Map<String, Object> target, String name, Object value) {
    return target.containsKey(name) || budget.takeSmall(ENTRY + name.length() + JsonSize.of(value));
  }

  @SuppressWarnings("unchecked") // This class made all maps above the maximum depth.
  private Object merged(@Nullable Object known, Object value, int depth) {
    Number before = WireNumbers.of(known);
    Number count = before == null ? null : WireNumbers.of(value);
    if (known != null && before != null && count != null) {
      return count.doubleValue() < before.doubleValue() ? known : value;
    }
    if (value instanceof Map<?, ?> change && depth < MAX_DEPTH) {
      Map<String, Object> inner =
          known instanceof Map ? (Map<String, Object>) known : new LinkedHashMap<>();
      merge(inner, change, depth + 1);
      return inner;
    }
    boolean isEmpty = value instanceof List<?> list && list.isEmpty();
    return isEmpty && known != null ? known : value;
  }

  /** Tells whether no count has arrived. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Returns a copy of the counts as a JSON object. */
  public Map<String, Object> toMap() {
    return new LinkedHashMap<>(counts);
  }
}
