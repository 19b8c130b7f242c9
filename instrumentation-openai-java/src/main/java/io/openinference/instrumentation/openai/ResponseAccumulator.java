// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

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

  private final NavigableMap<Long, PartialItem> items = new TreeMap<>();
  private @Nullable Map<String, ?> begun;
  private @Nullable Map<String, ?> finished;

  @Override
  public boolean addModel(Object model) {
    Map<String, ?> text = ResponseDeltas.read(model);
    return add(text == null ? Models.JSON.toMap(model) : text);
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
      item(object).replace(object);
      return false;
    }
    if (!type.endsWith("delta")) {
      return false;
    }
    if (finished == null) {
      item(object).append(type, object);
    }
    return object.text("delta") != null;
  }

  private void keep(Map<?, ?> response, boolean terminal) {
    Map<String, Object> copy = new LinkedHashMap<>();
    response.forEach((name, value) -> copy.put(String.valueOf(name), value));
    begun = copy;
    if (terminal) {
      finished = copy;
      items.clear();
    }
  }

  private PartialItem item(WireObject event) {
    Long index = event.number("output_index");
    return items.computeIfAbsent(index == null ? 0L : index, i -> new PartialItem());
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
