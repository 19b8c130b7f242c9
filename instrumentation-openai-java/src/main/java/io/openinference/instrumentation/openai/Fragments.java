// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that comes in fragments.
 *
 * <p>Objects are merged, lists with an {@code index} in their elements are merged by it, other
 * lists grow. Within a message strings grow too, known or not; elsewhere the last one stays.
 */
final class Fragments {

  private static final String DELTA = "delta";
  private static final String MESSAGE = "message";

  /** The string that grows everywhere. */
  private static final String GROWING = "text";

  /** Strings that come whole, and from some servers with every fragment. */
  private static final Set<String> WHOLE =
      Set.of("format", "id", "model", "name", "object", "role", "status", "type");

  /** Such as an id or a finish reason, which a span records also when its text was cut. */
  private static final int MAX_SMALL = 256;

  /** Fields that come with the last fragments, for which there must still be room. */
  private static final Set<String> LAST =
      Set.of("usage", "finish_reason", "model", "error", "service_tier");

  private static final Set<String> INDEXED = Set.of("choices", "tool_calls");

  private final boolean inMessage;
  private final boolean isLast;
  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * @param budget bounds what all fragments of a stream grow to
   */
  Fragments(boolean inMessage, ContentBudget budget) {
    this(inMessage, false, budget);
  }

  private Fragments(boolean inMessage, boolean isLast, ContentBudget budget) {
    this.inMessage = inMessage;
    this.isLast = isLast;
    this.budget = budget;
  }

  void merge(Map<?, ?> fragment) {
    fragment.forEach(
        (key, value) -> {
          if (value != null && key instanceof String name) {
            merge(name.equals(DELTA) ? MESSAGE : name, value);
          }
        });
  }

  private void merge(String name, Object value) {
    if (!admits(name)) {
      budget.leaveOut(JsonSize.of(value));
    } else if (value instanceof Map<?, ?> object) {
      field(name, Fragments.class, () -> newObject(name)).merge(object);
    } else if (value instanceof List<?> list) {
      mergeList(name, list);
    } else if (value instanceof String text) {
      mergeText(name, text);
    } else {
      fields.put(name, value);
    }
  }

  /** Fields come again with each fragment; only one that is new takes room. */
  private boolean admits(String name) {
    if (fields.containsKey(name)) {
      return true;
    }
    int size = ENTRY + name.length();
    boolean mayComeLast = isLast || LAST.contains(name);
    return mayComeLast ? budget.takeSmall(size) : budget.takeWhole(size);
  }

  private void mergeList(String name, List<?> list) {
    if (INDEXED.contains(name) || isIndexed(list)) {
      field(name, IndexedFragments.class, () -> new IndexedFragments(inMessage, budget))
          .merge(list);
    } else {
      List<@Nullable Object> grown = field(name, GrowingList.class, GrowingList::new).elements;
      for (Object element : list) {
        if (budget.takeWhole(JsonSize.of(element))) {
          grown.add(element);
        }
      }
    }
  }

  private static boolean isIndexed(List<?> list) {
    return !list.isEmpty()
        && list.stream().allMatch(element -> WireObject.of(element).number("index") != null);
  }

  private void mergeText(String name, String text) {
    if (name.equals(GROWING) || (inMessage && !WHOLE.contains(name))) {
      budget.append(text, field(name, StringBuilder.class, StringBuilder::new));
    } else if (!text.isEmpty()) {
      replaceText(name, text);
    } else {
      fields.putIfAbsent(name, text);
    }
  }

  private Fragments newObject(String name) {
    return new Fragments(inMessage || name.equals(MESSAGE), isLast || LAST.contains(name), budget);
  }

  /** Keeps the old text where a longer one does not fit. */
  private void replaceText(String name, String text) {
    int grown = text.length() - (fields.get(name) instanceof String old ? old.length() : 0);
    boolean isSmall = text.length() <= MAX_SMALL;
    if (grown <= 0 || (isSmall ? budget.takeSmall(grown) : budget.takeWhole(grown))) {
      fields.put(name, text);
    }
  }

  /** Returns what a field has grown to; a value of another type gives way. */
  private <T> T field(String name, Class<T> type, Supplier<T> factory) {
    Object value = fields.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    T created = factory.get();
    fields.put(name, created);
    return created;
  }

  /** Returns the object that a field has grown to, or null. */
  @Nullable Fragments object(String name) {
    return fields.get(name) instanceof Fragments object ? object : null;
  }

  /** Returns the list of indexed objects that a field has grown to, or null. */
  @Nullable IndexedFragments list(String name) {
    return fields.get(name) instanceof IndexedFragments list ? list : null;
  }

  /** Returns the text that a field has grown to, and that grows with it, or null. */
  @Nullable StringBuilder text(String name) {
    return fields.get(name) instanceof StringBuilder text ? text : null;
  }

  /** Tells whether strings with a name grow outside of messages as well. */
  static boolean grows(String name) {
    return name.equals(GROWING);
  }

  /**
   * Tells whether fields outside of messages stay as they are when they are merged a second time.
   */
  static boolean canRepeat(Map<?, ?> object, Set<?> names) {
    for (Object name : names) {
      if (!canRepeat(name, object.get(name))) {
        return false;
      }
    }
    return true;
  }

  private static boolean canRepeat(@Nullable Object name, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return !MESSAGE.equals(name) && !DELTA.equals(name) && canRepeat(object, object.keySet());
    }
    return !(value instanceof List) && !(value instanceof String && GROWING.equals(name));
  }

  /** Returns a copy of plain values, without fields to which nothing has come. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Object plain = plain(value);
          if (plain != null) {
            map.put(name, plain);
          }
        });
    return map;
  }

  private static @Nullable Object plain(Object value) {
    if (value instanceof Fragments object) {
      Map<String, Object> map = object.toMap();
      return map.isEmpty() ? null : map;
    }
    if (value instanceof IndexedFragments list) {
      return list.isEmpty() ? null : list.toList();
    }
    if (value instanceof StringBuilder text) {
      return text.isEmpty() ? null : text.toString();
    }
    return value instanceof GrowingList list ? new ArrayList<>(list.elements) : value;
  }

  private static final class GrowingList {
    private final List<@Nullable Object> elements = new ArrayList<>();
  }
}
