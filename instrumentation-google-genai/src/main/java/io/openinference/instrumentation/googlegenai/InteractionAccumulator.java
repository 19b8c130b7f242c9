// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.gemini.GeminiCounts;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.stream.IndexedParts;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;

/** Puts the events of an interaction together. */
final class InteractionAccumulator implements StreamAccumulator {

  private static final String STEPS = "steps";

  private static final String USAGE = "usage";

  private final LatestFields fields;
  private final GeminiCounts usage;
  private final IndexedParts<PartialStep> steps;

  /**
   * @param budget bounds what the interaction grows to
   */
  InteractionAccumulator(ContentBudget budget) {
    this.fields = new LatestFields(budget);
    this.usage = new GeminiCounts(budget);
    this.steps = new IndexedParts<>(budget, () -> new PartialStep(budget));
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    WireObject interaction = object.object("interaction");
    fields.putAll(interaction, USAGE);
    fields.put("error", object.get("error"));
    // Counts grow from event to event. An event may have some of them.
    usage.merge(object.object("metadata").object("total_usage"));
    usage.merge(object.object(USAGE));
    usage.merge(interaction.object(USAGE));
    fields.put("status", object.get("status"));
    WireObject start = object.object("step");
    WireObject delta = object.object("delta");
    if (start.isEmpty() && delta.isEmpty()) {
      return false;
    }
    PartialStep step = steps.at(object.number("index"));
    if (step == null) {
      return false;
    }
    boolean started = step.start(start);
    return step.extend(delta) || started;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = fields.toMap();
    if (!usage.isEmpty()) {
      response.put(USAGE, usage.toMap());
    }
    if (!steps.isEmpty() && Hollow.isHollow(response.get(STEPS))) {
      response.put(STEPS, steps.toList(PartialStep::toMap));
    }
    return response;
  }
}
