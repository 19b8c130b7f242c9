// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.WireNumbers;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the token counts of several chunks field by field. The latest count is valid. A count that
 * a later chunk leaves out, or sends as zero, is still valid. The same holds for the counts of each
 * modality in lists such as {@code promptTokensDetails}.
 *
 * @since 0.1.0
 */
public final class GeminiCounts {

  private static final String MODALITY = "modality";

  private final ContentBudget budget;
  private final LatestFields counts;
  private final Map<String, Map<String, LatestFields>> byModality = new LinkedHashMap<>();

  /**
   * Creates an object without counts.
   *
   * @param budget limits the number and the size of the counts
   */
  public GeminiCounts(ContentBudget budget) {
    this.budget = budget;
    this.counts = new LatestFields(budget);
  }

  /** Adds the counts of a chunk. */
  public void merge(WireObject usage) {
    for (Object field : usage.fields().keySet()) {
      if (field instanceof String name) {
        List<WireObject> details = usage.objects(name);
        if (details.stream().anyMatch(detail -> detail.string(MODALITY) != null)) {
          Map<String, Integer> seen = new HashMap<>();
          for (WireObject detail : details) {
            String modality = String.valueOf(detail.string(MODALITY));
            // One list may have several counts of a modality. They are parts of a sum.
            int number = seen.merge(modality, 1, Integer::sum);
            if (!detail.isEmpty()) {
              mergeDetail(name, modality + number, detail);
            }
          }
        } else if (!byModality.containsKey(name)) {
          put(counts, name, usage.get(name));
        }
      }
    }
  }

  private void mergeDetail(String name, String place, WireObject detail) {
    Map<String, LatestFields> list = byModality.get(name);
    LatestFields known = list == null ? null : list.get(place);
    if (known == null) {
      if (!budget.takeSmall(ENTRY + name.length() + place.length())) {
        return;
      }
      known = new LatestFields(budget);
      byModality.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(place, known);
    }
    for (Object field : detail.fields().keySet()) {
      put(known, String.valueOf(field), detail.get(String.valueOf(field)));
    }
  }

  /** Some servers send counts as text. */
  private static void put(LatestFields fields, String name, @Nullable Object value) {
    if (!(WireNumbers.isZero(value) && fields.has(name))) {
      fields.put(name, value);
    }
  }

  /** Tells whether no count has arrived. */
  public boolean isEmpty() {
    return counts.isEmpty() && byModality.isEmpty();
  }

  /** Returns a copy of the counts as a JSON object. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = counts.toMap();
    byModality.forEach(
        (name, modalities) -> {
          List<Object> list = new ArrayList<>(modalities.size());
          modalities.values().forEach(fields -> list.add(fields.toMap()));
          map.put(name, list);
        });
    return map;
  }
}
