// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of the Responses API together.
 *
 * <p>The last event brings the whole response. What comes before it counts only if it never
 * arrives: the response as it began, with the items that had arrived in whole or in part.
 */
final class ResponseAccumulator implements StreamAccumulator {

  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final ContentBudget budget;
  private final NavigableMap<Long, PartialItem> items = new TreeMap<>();
  private @Nullable Map<String, ?> begun;
  private @Nullable Map<String, ?> finished;

  ResponseAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean addModel(Object model, ModelReader models) {
    Map<String, ?> text = ResponseDeltas.read(model);
    return add(text == null ? models.toMap(model) : text);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    String type = object.string("type");
    if (type == null) {
      return false;
    }
    if (event.get("response") instanceof Map<?, ?> response) {
      keep(response, TERMINAL.contains(type));
      return false;
    }
    if (type.startsWith("response.output_item.")) {
      replaceItem(object);
      return false;
    }
    if (!type.endsWith("delta")) {
      return false;
    }
    if (finished == null) {
      append(type, object);
    }
    return object.text("delta") != null;
  }

  private void replaceItem(WireObject event) {
    PartialItem item = item(event);
    if (item == null) {
      budget.leaveOut(JsonSize.of(event.get("item")));
    } else {
      item.replace(event);
    }
  }

  private void append(String type, WireObject event) {
    PartialItem item = item(event);
    String delta = event.string("delta");
    if (item != null) {
      item.append(type, event);
    } else if (delta != null) {
      budget.leaveOut(delta.length());
    }
  }

  private void keep(Map<?, ?> response, boolean terminal) {
    // A last response without output is not what the API says; what has arrived is then the output.
    if (!terminal || WireObject.of(response).list("output").isEmpty()) {
      try (ContentBudget frame = ContentBudget.open()) {
        begun = copy(response, frame);
      }
      return;
    }
    items.clear();
    budget.restart();
    finished = copy(response, budget);
  }

  private static Map<String, ?> copy(Map<?, ?> response, ContentBudget budget) {
    Map<String, Object> copy = new LinkedHashMap<>();
    BoundedCopy.of(response, budget)
        .forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  /** Returns the item of an event, or null if the budget allows for no other item. */
  private @Nullable PartialItem item(WireObject event) {
    Long number = event.number("output_index");
    Long index = number == null ? 0L : number;
    PartialItem item = items.get(index);
    if (item == null && budget.takeWhole(PartialItem.SIZE)) {
      item = new PartialItem(budget);
      items.put(index, item);
    }
    return item;
  }

  @Override
  public Map<String, ?> response() {
    if (finished != null) {
      return finished;
    }
    List<Map<?, ?>> output = new ArrayList<>();
    for (PartialItem item : items.values()) {
      Map<?, ?> map = item.toMap();
      if (!map.isEmpty()) {
        output.add(map);
      }
    }
    if (begun == null && output.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> response = new LinkedHashMap<>();
    if (begun != null) {
      response.putAll(begun);
    }
    if (!output.isEmpty()) {
      response.put("output", output);
    }
    return response;
  }
}
