// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the chunks of a streamed answer together. */
final class ContentAccumulator implements StreamAccumulator {

  private static final String CANDIDATES = "candidates";
  private static final String USAGE = "usageMetadata";

  private final ContentBudget budget;
  private final LatestFields fields;
  private final LatestFields usage;
  private final Map<Long, PartialCandidate> candidates = new TreeMap<>();

  /**
   * @param budget bounds what the answer grows to
   */
  ContentAccumulator(ContentBudget budget) {
    this.budget = budget;
    this.fields = new LatestFields(budget);
    this.usage = new LatestFields(budget);
  }

  @Override
  public boolean add(Map<String, ?> chunk) {
    boolean hasContent = false;
    for (Map.Entry<String, ?> field : chunk.entrySet()) {
      Object value = field.getValue();
      switch (field.getKey()) {
        case CANDIDATES -> hasContent = addCandidates(WireObject.of(chunk).objects(CANDIDATES));
        case USAGE -> addUsage(WireObject.of(value));
        default -> fields.put(field.getKey(), value);
      }
    }
    return hasContent;
  }

  private boolean addCandidates(List<WireObject> list) {
    boolean hasContent = false;
    for (int i = 0; i < list.size(); i++) {
      Long index = list.get(i).number("index");
      PartialCandidate candidate = candidate(index == null ? i : index);
      hasContent |= candidate != null && candidate.add(list.get(i));
    }
    return hasContent;
  }

  private @Nullable PartialCandidate candidate(long index) {
    PartialCandidate known = candidates.get(index);
    if (known == null && budget.takeSmall(ENTRY)) {
      known = new PartialCandidate(budget);
      candidates.put(index, known);
    }
    return known;
  }

  /**
   * Counts grow from chunk to chunk. A count that a chunk leaves out, or has as zero, still holds.
   */
  private void addUsage(WireObject counts) {
    counts
        .fields()
        .forEach(
            (name, value) -> {
              if (name instanceof String count && !(isZero(value) && usage.has(count))) {
                usage.put(count, value);
              }
            });
  }

  private static boolean isZero(@Nullable Object value) {
    return value instanceof Number number && number.doubleValue() == 0;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = new LinkedHashMap<>();
    if (!candidates.isEmpty()) {
      List<Object> list = new ArrayList<>(candidates.size());
      candidates.values().forEach(candidate -> list.add(candidate.toMap()));
      response.put(CANDIDATES, list);
    }
    Map<String, Object> counts = usage.toMap();
    if (!counts.isEmpty()) {
      response.put(USAGE, counts);
    }
    response.putAll(fields.toMap());
    return response;
  }
}
