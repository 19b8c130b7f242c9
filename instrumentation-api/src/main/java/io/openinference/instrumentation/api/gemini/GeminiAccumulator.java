// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.IndexedParts;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accumulates the chunks of {@code streamGenerateContent}.
 *
 * @since 0.1.0
 */
public final class GeminiAccumulator implements StreamAccumulator {

  private static final String CANDIDATES = "candidates";
  private static final String USAGE = "usageMetadata";

  private final LatestFields fields;
  private final LatestFields usage;
  private final IndexedParts<PartialCandidate> candidates;

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the answer
   */
  public GeminiAccumulator(ContentBudget budget) {
    this.fields = new LatestFields(budget);
    this.usage = new LatestFields(budget);
    this.candidates = new IndexedParts<>(budget, () -> new PartialCandidate(budget));
  }

  @Override
  public boolean add(Map<String, ?> chunk) {
    boolean hasContent = false;
    for (Map.Entry<String, ?> field : chunk.entrySet()) {
      Object value = field.getValue();
      switch (field.getKey()) {
        case CANDIDATES -> hasContent = addCandidates(WireObject.of(chunk).objects(CANDIDATES));
        // Counts grow from chunk to chunk.
        case USAGE -> usage.putAll(WireObject.of(value));
        default -> fields.put(field.getKey(), value);
      }
    }
    return hasContent;
  }

  private boolean addCandidates(List<WireObject> list) {
    boolean hasContent = false;
    for (int i = 0; i < list.size(); i++) {
      Long index = list.get(i).number("index");
      PartialCandidate candidate = candidates.at(index == null ? Long.valueOf(i) : index);
      hasContent |= candidate != null && candidate.add(list.get(i));
    }
    return hasContent;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = new LinkedHashMap<>();
    if (!candidates.isEmpty()) {
      response.put(CANDIDATES, candidates.toList(PartialCandidate::toMap));
    }
    if (!usage.isEmpty()) {
      response.put(USAGE, usage.toMap());
    }
    response.putAll(fields.toMap());
    return response;
  }
}
