// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the events of an interaction together. */
final class InteractionAccumulator implements StreamAccumulator {

  private static final String STEPS = "steps";

  private final ContentBudget budget;
  private final LatestFields fields;
  private final Map<Long, PartialStep> steps = new TreeMap<>();

  /**
   * @param budget bounds what the interaction grows to
   */
  InteractionAccumulator(ContentBudget budget) {
    this.budget = budget;
    this.fields = new LatestFields(budget);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    mergeFields(object.object("interaction"));
    fields.put("error", object.get("error"));
    fields.put("usage", object.get("usage"));
    fields.put("status", object.get("status"));
    WireObject start = object.object("step");
    WireObject delta = object.object("delta");
    if (start.isEmpty() && delta.isEmpty()) {
      return false;
    }
    PartialStep step = step(object.number("index"));
    if (step == null) {
      return false;
    }
    boolean started = step.start(start);
    return step.extend(delta) || started;
  }

  private void mergeFields(WireObject interaction) {
    interaction
        .fields()
        .forEach(
            (name, value) -> {
              if (name instanceof String field) {
                fields.put(field, value);
              }
            });
  }

  private @Nullable PartialStep step(@Nullable Long index) {
    long key = index == null ? Math.max(0, steps.size() - 1) : index;
    PartialStep known = steps.get(key);
    if (known == null && budget.takeWhole(ENTRY)) {
      known = new PartialStep(budget);
      steps.put(key, known);
    }
    return known;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = fields.toMap();
    if (!steps.isEmpty() && Hollow.isHollow(response.get(STEPS))) {
      List<Object> list = new ArrayList<>(steps.size());
      steps.values().forEach(step -> list.add(step.toMap()));
      response.put(STEPS, list);
    }
    return response;
  }
}
