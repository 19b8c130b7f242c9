// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.stream.StreamedText;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An item of the Responses API that has arrived in part. */
final class PartialItem {

  /** The size that an item, or one of its parts, counts besides its text. */
  static final int SIZE = 4 * ContentBudget.ENTRY;

  private static final WireObject NOTHING = WireObject.of(null);
  private static final String DELTA = ".delta";
  private static final String DONE = ".done";

  /** Where the text of an event goes: into a field, or into the parts of a list. */
  private static final Map<String, Target> TARGETS =
      Map.ofEntries(
          Map.entry("response.output_text", Target.content("output_text", "text")),
          Map.entry("response.refusal", Target.content("refusal", "refusal")),
          Map.entry("response.reasoning_text", Target.content("reasoning_text", "text")),
          Map.entry("response.reasoning", Target.content("reasoning_text", "text")),
          Map.entry("response.reasoning_content", Target.content("reasoning_text", "text")),
          Map.entry("response.thinking", Target.content("reasoning_text", "text")),
          Map.entry("response.reasoning_summary_text", Target.SUMMARY),
          Map.entry("response.reasoning_summary", Target.SUMMARY),
          Map.entry("response.function_call_arguments", Target.field("arguments")),
          Map.entry("response.mcp_call_arguments", Target.field("arguments")),
          Map.entry("response.mcp_call.arguments", Target.field("arguments")),
          Map.entry("response.custom_tool_call_input", Target.field("input")),
          Map.entry("response.code_interpreter_call_code", Target.field("code")));

  /** The type of an item whose beginning was missed, by the events of its parts. */
  private static final Map<String, String> TYPES =
      Map.of(
          "response.function_call_arguments", "function_call",
          "response.mcp_call_arguments", "mcp_call",
          "response.mcp_call.arguments", "mcp_call",
          "response.custom_tool_call_input", "custom_tool_call",
          "response.code_interpreter_call_code", "code_interpreter_call");

  private final ContentBudget budget;
  private WireObject item = WireObject.of(null);
  private boolean isDone;
  // The budget gets this size back when the server sends the item as a whole.
  private int taken;
  private final Map<String, String> begun = new LinkedHashMap<>();
  private final Map<String, StreamedText> fields = new LinkedHashMap<>();
  private final Map<String, Map<Long, Part>> lists = new LinkedHashMap<>();

  PartialItem(ContentBudget budget) {
    this.budget = budget;
  }

  /** Tells whether an event brings text of an item. */
  static boolean isText(String eventType) {
    return TARGETS.containsKey(kind(eventType));
  }

  private static String kind(String eventType) {
    int end = eventType.length();
    if (eventType.endsWith(DELTA)) {
      end -= DELTA.length();
    } else if (eventType.endsWith(DONE)) {
      end -= DONE.length();
    }
    return eventType.substring(0, end);
  }

  /** Tells whether the server has sent the whole item after its text. */
  boolean isDone() {
    return isDone;
  }

  /** Returns the type, or null if no event has named it. */
  @Nullable String type() {
    return item.string("type");
  }

  /**
   * Replaces the item with the server's version, which includes the earlier deltas. Fields that are
   * empty there keep the content of their deltas.
   */
  void replace(WireObject event, boolean isLast) {
    isDone |= isLast;
    Map<?, ?> whole = event.object("item").fields();
    if (budget.isCut() && !(fields.isEmpty() && lists.isEmpty())) {
      // The beginning that was gathered is all that there is room for.
      item = WireObject.of(BoundedCopy.scalarsOf(whole, budget));
      return;
    }
    boolean isOther = type() != null && !type().equals(whole.get("type"));
    Map<?, ?> filled = isOther ? whole : filled(whole, gathered());
    fields.clear();
    lists.clear();
    budget.giveBack(taken);
    int before = budget.used();
    item = WireObject.of(BoundedCopy.of(filled, budget));
    taken = budget.used() - before;
  }

  /** Adds the text of an event: a delta that is appended, or the whole text. */
  void append(String type, WireObject event) {
    Target target = TARGETS.get(kind(type));
    boolean isDelta = type.endsWith(DELTA);
    String text = target == null ? null : target.text(event, isDelta ? "delta" : target.field);
    if (target == null || text == null) {
      return;
    }
    begin(type, event);
    int before = budget.used();
    StreamedText gathered = text(target, event);
    if (gathered == null) {
      budget.leaveOut(text.length());
    } else if (isDelta) {
      gathered.append(text);
    } else if (text.length() > gathered.length()) {
      gathered.replace(text);
    }
    taken += budget.used() - before;
  }

  /** Remembers the name of an item, in case its beginning was missed. */
  private void begin(String eventType, WireObject event) {
    if (item.isEmpty() && begun.isEmpty()) {
      begun.put("type", typeOf(kind(eventType)));
      if ("message".equals(begun.get("type"))) {
        begun.put("role", "assistant");
      }
    }
    String name = eventType.endsWith(DONE) ? event.text("name") : null;
    if (item.isEmpty() && name != null && name.length() < SIZE) {
      begun.put("name", name);
    }
  }

  private static String typeOf(String eventKind) {
    boolean isReasoning =
        eventKind.startsWith("response.reasoning") || eventKind.equals("response.thinking");
    return isReasoning ? "reasoning" : TYPES.getOrDefault(eventKind, "message");
  }

  /** Returns what the text is appended to, or null if the budget allows for no other part. */
  private @Nullable StreamedText text(Target target, WireObject event) {
    if (target.list == null) {
      // There are a few of these names.
      return fields.computeIfAbsent(target.field, name -> begun(target, item));
    }
    Long number = event.number(target.indexName);
    Long index = number == null ? 0L : number;
    Map<Long, Part> parts = lists.computeIfAbsent(target.list, name -> new TreeMap<>());
    Part part = parts.get(index);
    if (part == null) {
      if (!budget.takeWhole(SIZE)) {
        return null;
      }
      List<WireObject> begun = item.objects(target.list);
      boolean isBegun = index >= 0 && index < begun.size();
      part = new Part(target, begun(target, isBegun ? begun.get(index.intValue()) : NOTHING));
      parts.put(index, part);
    }
    return part.text;
  }

  /** Returns the text that an item or a part began with, which no delta repeats. */
  private StreamedText begun(Target target, WireObject holder) {
    StreamedText text = target.newText(budget);
    String begun = holder.string(target.field);
    if (begun != null && !(target.isJson() && WireJson.parseAll(begun) != null)) {
      text.append(begun);
    }
    return text;
  }

  /** Returns an item whose empty fields are filled with the content of their deltas. */
  static Map<?, ?> filled(Map<?, ?> whole, Map<?, ?> gathered) {
    Map<Object, @Nullable Object> filled = null;
    for (Map.Entry<?, ?> field : gathered.entrySet()) {
      Object own = whole.get(field.getKey());
      if (!Hollow.isHollow(field.getValue()) && Hollow.isHollow(own)) {
        filled = filled == null ? new LinkedHashMap<>(whole) : filled;
        filled.put(field.getKey(), field.getValue());
      }
    }
    return filled == null ? whole : filled;
  }

  private Map<String, Object> gathered() {
    Map<String, Object> gathered = new LinkedHashMap<>();
    fields.forEach((name, text) -> gathered.put(name, text.toString()));
    lists.forEach((name, parts) -> gathered.put(name, toList(parts)));
    return gathered;
  }

  Map<?, ?> toMap() {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>(item.fields());
    gathered()
        .forEach(
            (name, value) -> {
              if (!isDone || Hollow.isHollow(map.get(name))) {
                map.put(name, value);
              }
            });
    if (item.isEmpty()) {
      map.putAll(begun);
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

    boolean isJson() {
      return field.equals("arguments");
    }

    StreamedText newText(ContentBudget budget) {
      return new StreamedText(isJson() ? StreamedText.Kind.JSON : StreamedText.Kind.PROSE, budget);
    }

    @Nullable String text(WireObject event, String name) {
      String text = isJson() ? null : Reasonings.text(event.get(name));
      return text == null ? event.textOrJson(name) : text;
    }
  }

  private static final class Part {

    private final Target target;
    private final StreamedText text;

    Part(Target target, StreamedText text) {
      this.target = target;
      this.text = text;
    }

    Map<String, String> toMap() {
      Map<String, String> map = new LinkedHashMap<>();
      map.put("type", String.valueOf(target.partType));
      map.put(target.field, text.toString());
      return map;
    }
  }
}
