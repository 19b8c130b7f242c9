// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An item of the Responses API of which a part has arrived. */
final class PartialItem {

  /** What an item, or one of its parts, counts besides its text. */
  static final int SIZE = 4 * ContentBudget.ENTRY;

  /** Where the deltas of an event go: into a field, or into the parts of a list. */
  private static final Map<String, Target> TARGETS =
      Map.ofEntries(
          Map.entry("response.output_text.delta", Target.content("output_text", "text")),
          Map.entry("response.refusal.delta", Target.content("refusal", "refusal")),
          Map.entry("response.reasoning_text.delta", Target.content("reasoning_text", "text")),
          Map.entry("response.reasoning_summary_text.delta", Target.SUMMARY),
          Map.entry("response.function_call_arguments.delta", Target.field("arguments")),
          Map.entry("response.mcp_call_arguments.delta", Target.field("arguments")),
          Map.entry("response.custom_tool_call_input.delta", Target.field("input")),
          Map.entry("response.code_interpreter_call_code.delta", Target.field("code")));

  private final ContentBudget budget;
  private WireObject item = WireObject.of(null);
  // What the budget gets back when the server sends the item as a whole.
  private int taken;
  private final Map<String, StringBuilder> fields = new LinkedHashMap<>();
  private final Map<String, Map<Long, Part>> lists = new LinkedHashMap<>();

  PartialItem(ContentBudget budget) {
    this.budget = budget;
  }

  /** Takes the item as the server sees it, which includes the deltas that came before. */
  void replace(WireObject event) {
    Map<?, ?> whole = event.object("item").fields();
    if (budget.isCut() && !(fields.isEmpty() && lists.isEmpty())) {
      // The beginning that was gathered is all that there is room for.
      item = WireObject.of(BoundedCopy.scalarsOf(whole, budget));
      return;
    }
    fields.clear();
    lists.clear();
    budget.giveBack(taken);
    int before = budget.used();
    item = WireObject.of(BoundedCopy.of(whole, budget));
    taken = budget.used() - before;
  }

  void append(String type, WireObject event) {
    Target target = TARGETS.get(type);
    String delta = event.string("delta");
    if (target == null || delta == null) {
      return;
    }
    int before = budget.used();
    StringBuilder text = text(target, event);
    if (text == null) {
      budget.leaveOut(delta.length());
    } else {
      budget.append(delta, text);
    }
    taken += budget.used() - before;
  }

  /** Returns what the delta is appended to, or null if the budget allows for no other part. */
  private @Nullable StringBuilder text(Target target, WireObject event) {
    if (target.list == null) {
      // There are a few of these names.
      return fields.computeIfAbsent(target.field, name -> new StringBuilder());
    }
    Long number = event.number(target.indexName);
    Long index = number == null ? 0L : number;
    Map<Long, Part> parts = lists.computeIfAbsent(target.list, name -> new TreeMap<>());
    Part part = parts.get(index);
    if (part == null) {
      if (!budget.takeWhole(SIZE)) {
        return null;
      }
      part = new Part(target);
      parts.put(index, part);
    }
    return part.text;
  }

  Map<?, ?> toMap() {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>(item.fields());
    fields.forEach((name, text) -> map.put(name, text.toString()));
    lists.forEach((name, parts) -> map.put(name, toList(parts)));
    if (item.isEmpty() && lists.containsKey("content")) {
      // The beginning was missed; only messages have contents.
      map.put("type", "message");
      map.put("role", "assistant");
    }
    return map;
  }

  private static List<Map<String, String>> toList(Map<Long, Part> parts) {
    List<Map<String, String>> list = new ArrayList<>();
    parts.values().forEach(part -> list.add(part.toMap()));
    return list;
  }

  private record Target(
      @Nullable String list, String indexName, @Nullable String partType, String field) {

    static final Target SUMMARY = new Target("summary", "summary_index", "summary_text", "text");

    static Target content(String partType, String field) {
      return new Target("content", "content_index", partType, field);
    }

    static Target field(String field) {
      return new Target(null, "", null, field);
    }
  }

  private static final class Part {

    private final Target target;
    private final StringBuilder text = new StringBuilder();

    Part(Target target) {
      this.target = target;
    }

    Map<String, String> toMap() {
      return Map.of("type", String.valueOf(target.partType), target.field, text.toString());
    }
  }
}
