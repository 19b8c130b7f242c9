// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.stream.StreamedParts;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates the events of the Responses API.
 *
 * <p>The last event brings the whole response. Earlier events count only if the last event is
 * missing or empty. The result is then the response as it began, with the items that have arrived
 * in whole or in part.
 *
 * @since 0.1.0
 */
public final class ResponseAccumulator implements StreamAccumulator {

  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.done", "response.incomplete", "response.failed");

  private static final String ADDED = "response.output_item.added";
  private static final String ITEM_DONE = "response.output_item.done";
  private static final String PART_ADDED = "response.content_part.added";
  private static final String PART_DONE = "response.content_part.done";

  private final ContentBudget budget;
  private final StreamedParts<PartialItem> items = new StreamedParts<>();
  private @Nullable Map<String, ?> begun;
  private @Nullable Map<String, ?> finished;
  private @Nullable Object error;

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the response
   */
  public ResponseAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    keepError(object);
    String type = object.string("type");
    if (type == null) {
      return false;
    }
    if (event.get("response") instanceof Map<?, ?> response) {
      keep(withUsage(response, event.get("usage")), TERMINAL.contains(type));
      return false;
    }
    if (type.startsWith("response.output_item.")) {
      replaceItem(type, object);
      return false;
    }
    String whole = wholePart(type, object);
    if (finished == null && whole != null) {
      append(whole, WireObject.of(withPart(object)));
    } else if (finished == null && PartialItem.isText(type)) {
      append(type, object);
    }
    return type.endsWith("delta") && object.text("delta") != null;
  }

  /**
   * Returns the type of the text event that has the same text as an event with a whole part. For
   * example, {@code response.content_part.done} with a part {@code output_text} has the text of
   * {@code response.output_text.done}. Returns null if the event has no whole part.
   */
  private static @Nullable String wholePart(String type, WireObject event) {
    if (type.equals("response.reasoning_summary_part.done")) {
      return "response.reasoning_summary_text.done";
    }
    // A part may begin with text that no delta repeats.
    boolean isWhole =
        type.equals(PART_DONE) || (type.equals(PART_ADDED) && !Hollow.isHollow(event.get("part")));
    String partType = event.object("part").string("type");
    return isWhole && partType != null ? "response." + partType + ".done" : null;
  }

  private static Map<?, ?> withPart(WireObject event) {
    Map<Object, @Nullable Object> fields =
        new LinkedHashMap<>(event.object("part").without("type"));
    fields.putAll(event.without("part"));
    return fields;
  }

  /** The last error is kept, in whatever form the server sends it. */
  private void keepError(WireObject event) {
    Object found = event.get("error");
    if (found == null && "error".equals(event.string("type"))) {
      found = event.without("type", "sequence_number");
    }
    if (found instanceof Map<?, ?> fields) {
      try (ContentBudget frame = ContentBudget.open()) {
        error = BoundedCopy.of(fields, frame);
      }
    } else if (found instanceof String text) {
      error = text;
    }
  }

  private void replaceItem(String type, WireObject event) {
    String id = event.object("item").firstText("id", "call_id");
    PartialItem item = ITEM_DONE.equals(type) ? open(event, id) : begin(type, event, id);
    if (item == null) {
      budget.leaveOut(JsonSize.of(event.get("item")));
    } else {
      item.replace(event, ITEM_DONE.equals(type));
    }
  }

  /** An item that is over, or of another type, does not begin again at its index. */
  private @Nullable PartialItem begin(String eventType, WireObject event, @Nullable String id) {
    Long index = event.number("output_index");
    PartialItem open = index == null ? items.last() : items.at(index);
    String type = event.object("item").string("type");
    boolean isNext =
        ADDED.equals(eventType)
            && id == null
            && open != null
            && (open.isDone() || (open.type() != null && !open.type().equals(type)));
    PartialItem item = isNext ? null : items.find(index, id);
    return item == null ? start(index, id) : item;
  }

  private void append(String type, WireObject event) {
    PartialItem item = open(event, event.text("item_id"));
    String delta = event.string("delta");
    if (item != null) {
      item.append(type, event);
    } else if (delta != null) {
      budget.leaveOut(delta.length());
    }
  }

  /**
   * Returns the item that an event continues or starts, or null if the budget allows for no other.
   * Some servers give an item another id with each event, so that an item that is not over goes on
   * at its index.
   */
  private @Nullable PartialItem open(WireObject event, @Nullable String id) {
    Long index = event.number("output_index");
    PartialItem item = items.find(index, id);
    if (item == null && index != null) {
      PartialItem atIndex = items.at(index);
      item = atIndex == null || atIndex.isDone() ? null : atIndex;
    }
    return item == null ? start(index, id) : item;
  }

  private @Nullable PartialItem start(@Nullable Long index, @Nullable String id) {
    if (!budget.takeWhole(PartialItem.SIZE)) {
      return null;
    }
    PartialItem item = new PartialItem(budget);
    items.add(index, id, item);
    return item;
  }

  private void keep(Map<?, ?> received, boolean terminal) {
    Map<?, ?> response = withUsage(received, begun == null ? null : begun.get("usage"));
    // A last response without output is not what the API says; what has arrived is then the output.
    if (!terminal || WireObject.of(response).list("output").isEmpty()) {
      try (ContentBudget frame = ContentBudget.open()) {
        begun = copy(response, frame);
      }
      return;
    }
    Map<?, ?> filled = filled(response);
    items.clear();
    budget.restart();
    finished = copy(filled, budget);
  }

  /** Some servers end with a usage of zeros, or have the usage beside the response. */
  private static Map<?, ?> withUsage(Map<?, ?> response, @Nullable Object known) {
    if (known == null || hasCounts(response.get("usage"))) {
      return response;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(response);
    copy.put("usage", known);
    return copy;
  }

  private static boolean hasCounts(@Nullable Object usage) {
    return WireObject.of(usage).fields().values().stream()
        .anyMatch(count -> count instanceof Number number && number.doubleValue() > 0);
  }

  /** Returns a last response whose items have the text that was streamed where they have none. */
  private Map<?, ?> filled(Map<?, ?> response) {
    List<Object> output = new ArrayList<>(WireObject.of(response).list("output"));
    List<Map<?, ?>> streamed = streamedItems();
    boolean isFilled = false;
    List<Map<?, ?>> missing = new ArrayList<>(streamed);
    boolean areKnown = true;
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i) instanceof Map<?, ?> item) {
        Map<?, ?> ofItem = streamed(item, i, streamed);
        areKnown &= missing.remove(ofItem);
        Map<?, ?> filled = PartialItem.filled(item, ofItem);
        isFilled |= filled != item;
        output.set(i, filled);
      }
    }
    if (areKnown && !missing.isEmpty()) {
      // Some servers leave calls out of the last response.
      output.addAll(missing);
      isFilled = true;
    }
    if (!isFilled) {
      return response;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(response);
    copy.put("output", output);
    return copy;
  }

  /** Finds by id, else by place and type, what was streamed of an item. */
  private static Map<?, ?> streamed(Map<?, ?> item, int place, List<Map<?, ?>> streamed) {
    for (Map<?, ?> candidate : streamed) {
      if (item.get("id") != null && item.get("id").equals(candidate.get("id"))) {
        return candidate;
      }
    }
    Map<?, ?> atPlace = place < streamed.size() ? streamed.get(place) : Map.of();
    Object type = item.get("type");
    return type != null && type.equals(atPlace.get("type")) ? atPlace : Map.of();
  }

  private List<Map<?, ?>> streamedItems() {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (PartialItem item : items.toList()) {
      Map<?, ?> map = item.toMap();
      if (!map.isEmpty()) {
        maps.add(map);
      }
    }
    return maps;
  }

  private static Map<String, ?> copy(Map<?, ?> response, ContentBudget budget) {
    Map<String, Object> copy = new LinkedHashMap<>();
    BoundedCopy.of(response, budget)
        .forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, ?> response = finished == null ? unfinished() : finished;
    if (error == null || response.get("error") != null) {
      return response;
    }
    Map<String, Object> failed = new LinkedHashMap<>(response);
    failed.put("error", error);
    return failed;
  }

  private Map<String, ?> unfinished() {
    List<Map<?, ?>> output = streamedItems();
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
