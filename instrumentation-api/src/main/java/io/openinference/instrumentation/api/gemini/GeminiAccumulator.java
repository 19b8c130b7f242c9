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
  private static final String INDEX = "index";

  private final LatestFields fields;
  private final GeminiCounts usage;
  private final IndexedParts<PartialCandidate> candidates;

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the answer
   */
  public GeminiAccumulator(ContentBudget budget) {
    this.fields = new LatestFields(budget);
    this.usage = new GeminiCounts(budget);
    this.candidates = new IndexedParts<>(budget, () -> new PartialCandidate(budget));
  }

  @Override
  public boolean add(Map<String, ?> chunk) {
    boolean hasContent = false;
    for (Map.Entry<String, ?> field : chunk.entrySet()) {
      Object value = field.getValue();
      switch (field.getKey()) {
        case CANDIDATES -> hasContent = addCandidates(WireObject.of(chunk).objects(CANDIDATES));
        case USAGE -> usage.merge(WireObject.of(value));
        default -> fields.put(field.getKey(), value);
      }
    }
    return hasContent;
  }

  private boolean addCandidates(List<WireObject> list) {
    boolean hasContent = false;
    // JSON of the server leaves out an index of zero.
    boolean namesIndices = list.stream().anyMatch(candidate -> candidate.number(INDEX) != null);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isEmpty()) {
        continue; // A malformed candidate, such as null, would be an empty message.
      }
      Long index = list.get(i).number(INDEX);
      long unnamed = namesIndices ? 0 : i;
      PartialCandidate candidate = candidates.at(index == null ? unnamed : index);
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
