// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that arrives in fragments.
 *
 * <pre>{@code
 * {"choices":[{"index":0,"delta":{"content":"Pa"}}]}
 * {"choices":[{"index":0,"delta":{"content":"ris"}}],"usage":{"total_tokens":3}}
 *
 * {"choices":[{"index":0,"message":{"content":"Paris"}}],"usage":{"total_tokens":3}}
 * }</pre>
 *
 * <p>Objects are merged recursively, and {@link StreamedList} merges lists. Inside a message, all
 * strings grow, even unknown ones; elsewhere the last string wins. If the fragments of a field have
 * several types, all of them are kept: see {@link StreamedMix}.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class StreamedObject {

  private static final String DELTA = "delta";
  private static final String MESSAGE = "message";
  private static final String CHOICES = "choices";

  /**
   * The maximum length of a small value, such as an id or a finish reason, which a span records
   * even if its text was cut.
   */
  private static final int MAX_SMALL = 256;

  /** The place of an object, which decides how its strings and lists are merged. */
  enum Place {
    /** The whole of a response. */
    ROOT,
    /** An element of the response's choices, which has a message. */
    CHOICE,
    /** A message, or an object inside a message. */
    MESSAGE,
    /** Log probabilities, which may have equal elements in a row. */
    LOG_PROBABILITIES,
    /** An object around messages. */
    FRAME
  }

  private final Place place;
  private final boolean isLast;
  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  // Fields that a choice repeats beside its delta.
  private @Nullable Snapshot snapshot;

  private StreamedObject(Place place, boolean isLast, ContentBudget budget) {
    this.place = place;
    this.isLast = isLast;
    this.budget = budget;
  }

  StreamedObject(Place place, ContentBudget budget) {
    this(place, false, budget);
  }

  /**
   * Returns an empty response.
   *
   * @param budget limits the total size of all fragments of a stream
   */
  public static StreamedObject response(ContentBudget budget) {
    return new StreamedObject(Place.ROOT, budget);
  }

  /**
   * Returns an empty message, in which all strings grow.
   *
   * @param budget limits the total size of all fragments of a stream
   */
  public static StreamedObject message(ContentBudget budget) {
    return new StreamedObject(Place.MESSAGE, budget);
  }

  /** Adds the next fragment. */
  public void merge(Map<?, ?> fragment) {
    fragment.forEach(
        (key, value) -> {
          if (value != null && key instanceof String name) {
            merge(name, value, fragment);
          }
        });
  }

  private void merge(String name, Object value, Map<?, ?> fragment) {
    if (place != Place.CHOICE) {
      merge(name, value);
    } else if (name.equals(DELTA)) {
      boolean isLastFragment = fragment.get("finish_reason") != null;
      merge(MESSAGE, isLastFragment ? withoutRepeated(message(value)) : message(value));
    } else if (name.equals(MESSAGE)) {
      repeat(message(value), fragment.get(DELTA) instanceof Map);
    } else {
      merge(name, value);
    }
  }

  /** Some servers send the content without an object around it. */
  private static Map<?, ?> message(Object value) {
    if (value instanceof Map<?, ?> message) {
      return message;
    }
    return value instanceof String || value instanceof List
        ? Map.of(FieldNames.CONTENT, value)
        : Map.of();
  }

  /** Some servers end with the whole text, however short it is. */
  private Map<?, ?> withoutRepeated(Map<?, ?> message) {
    StreamedObject joined = object(MESSAGE);
    StreamedText text = joined == null ? null : joined.text(FieldNames.CONTENT);
    Object last = message.get(FieldNames.CONTENT);
    return text != null && last != null && text.isJoinedTo(last)
        ? WireObject.of(message).without(FieldNames.CONTENT)
        : message;
  }

  private void repeat(Map<?, ?> message, boolean isBesideDelta) {
    if (snapshot == null) {
      snapshot = new Snapshot(budget);
    }
    snapshot.take(message, isBesideDelta);
  }

  private void merge(String name, Object value) {
    if (!admits(name)) {
      budget.leaveOut(JsonSize.of(value));
    } else if (value instanceof Map<?, ?> object) {
      mergeObject(name, object);
    } else if (value instanceof List<?> list) {
      mergeList(name, list);
    } else if (value instanceof String text) {
      mergeText(name, text);
    } else {
      mergeScalar(name, value);
    }
  }

  /** Fields repeat with each fragment; only a new field takes room. */
  private boolean admits(String name) {
    if (fields.containsKey(name)) {
      return true;
    }
    int size = ENTRY + name.length();
    boolean mayComeLast = isLast || FieldNames.mayComeLast(name);
    return mayComeLast ? budget.takeSmall(size) : budget.takeWhole(size);
  }

  private void mergeObject(String name, Map<?, ?> object) {
    Object old = fields.get(name);
    if (FieldNames.isKeyed(name)) {
      mergeList(name, List.of(object));
    } else if (old instanceof StreamedList list && list.size() > 0) {
      list.addNew(object);
    } else if (isMixedWith(old) && !isEmptyText(old)) {
      if (!(FieldNames.isJson(name) && isJsonOf(object, old))) {
        mix(name, old).add(List.of(object));
      }
    } else {
      field(name, StreamedObject.class, () -> newObject(name)).merge(object);
    }
  }

  private void mergeList(String name, List<?> list) {
    Object old = fields.get(name);
    if (old instanceof StreamedObject || isMixedWith(old)) {
      if (!list.isEmpty()) {
        mix(name, old).add(list);
      }
    } else {
      field(name, StreamedList.class, () -> newList(name)).merge(list);
    }
  }

  /** Tells whether a text already says what an object says. */
  private static boolean isJsonOf(Map<?, ?> object, @Nullable Object old) {
    return old instanceof StreamedText text
        && WireJson.toJson(object).equals(WireJson.toJson(WireJson.parseAll(text.toString())));
  }

  private static boolean isEmptyText(@Nullable Object old) {
    return old instanceof StreamedText text && text.isEmpty();
  }

  /** Tells whether a field holds a value into which an object or a list cannot be merged. */
  private boolean isMixedWith(@Nullable Object old) {
    return old instanceof StreamedMix
        || old instanceof StreamedText
        || (place == Place.MESSAGE && (old instanceof String || old instanceof Number));
  }

  private void mergeText(String name, String text) {
    boolean grows =
        grows(name)
            || (place == Place.MESSAGE && !FieldNames.isWhole(name))
            || (place == Place.CHOICE && FieldNames.isReasoning(name));
    Object old = fields.get(name);
    if (old instanceof StreamedObject object && object.fields.isEmpty() && grows) {
      // An empty object may stand in place of a text that is still to come.
      fields.remove(name);
      old = null;
    }
    if (isStructure(old)) {
      if (grows && !text.isEmpty()) {
        mix(name, old).add(text);
      }
    } else if (grows) {
      text(name, old).append(text);
    } else if (!text.isEmpty()) {
      replaceText(name, text);
    } else {
      fields.putIfAbsent(name, text);
    }
  }

  private StreamedText text(String name, @Nullable Object old) {
    if (old instanceof StreamedText text) {
      return text;
    }
    StreamedText text = new StreamedText(FieldNames.kindOf(name), budget);
    if (old != null) {
      text.append(String.valueOf(old));
    }
    fields.put(name, text);
    return text;
  }

  /** A number in place of growing text is a piece of the text. */
  private void mergeScalar(String name, Object value) {
    Object old = fields.get(name);
    boolean isText = place == Place.MESSAGE && FieldNames.isText(name);
    if (isText && FieldNames.isFlag(name, value) && FieldNames.isFlag(name, old)) {
      fields.put(name, Boolean.TRUE.equals(old) || Boolean.TRUE.equals(value));
    } else if (old instanceof StreamedText || (isText && old != null)) {
      mergeText(name, String.valueOf(value));
    } else if (isLast && old instanceof Number && value instanceof Number count) {
      // Some servers end with a usage of zeros.
      fields.put(name, count.doubleValue() == 0 ? old : count);
    } else if (!(isStructure(old) || (old instanceof String && place == Place.MESSAGE))) {
      fields.put(name, value);
    }
  }

  private static boolean isStructure(@Nullable Object value) {
    return value instanceof StreamedObject
        || value instanceof StreamedList
        || value instanceof StreamedMix;
  }

  private StreamedMix mix(String name, @Nullable Object old) {
    if (old instanceof StreamedMix mix) {
      return mix;
    }
    StreamedMix mix = new StreamedMix(name, newList(name), budget);
    if (old instanceof StreamedObject object) {
      mix.addWhole(object);
    } else if (old instanceof StreamedList list) {
      mix.addAll(list);
    } else if (old != null) {
      mix.add(String.valueOf(old));
    }
    fields.put(name, mix);
    return mix;
  }

  private StreamedObject newObject(String name) {
    return new StreamedObject(placeBelow(name), isLast || FieldNames.mayComeLast(name), budget);
  }

  private StreamedList newList(String name) {
    Place below = place == Place.ROOT && name.equals(CHOICES) ? Place.CHOICE : placeBelow(name);
    return new StreamedList(name, below, budget);
  }

  private Place placeBelow(String name) {
    if (name.endsWith("logprobs")) {
      return Place.LOG_PROBABILITIES;
    }
    if (place == Place.CHOICE) {
      return name.equals(MESSAGE) ? Place.MESSAGE : Place.FRAME;
    }
    return place == Place.ROOT ? Place.FRAME : place;
  }

  /** Keeps the old text if a longer one does not fit. */
  private void replaceText(String name, String text) {
    int grown = text.length() - (fields.get(name) instanceof String old ? old.length() : 0);
    boolean isSmall = text.length() <= MAX_SMALL;
    if (grown <= 0 || (isSmall ? budget.takeSmall(grown) : budget.takeWhole(grown))) {
      fields.put(name, text);
    }
  }

  /** Returns the merged value of a field; a scalar gives way. */
  private <T> T field(String name, Class<T> type, Supplier<T> factory) {
    Object value = fields.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    T created = factory.get();
    fields.put(name, created);
    return created;
  }

  /** Returns the merged object of a field, or null. */
  public @Nullable StreamedObject object(String name) {
    return fields.get(name) instanceof StreamedObject object ? object : null;
  }

  /** Returns the merged list of a field, or null. */
  public @Nullable StreamedList list(String name) {
    return fields.get(name) instanceof StreamedList list ? list : null;
  }

  /** Returns the growing text of a field, or null; later fragments extend it. */
  public @Nullable StreamedText text(String name) {
    return fields.get(name) instanceof StreamedText text ? text : null;
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  /** Returns the current text; empty if there is none. */
  String string(String name) {
    Object value = fields.get(name);
    return value instanceof String || value instanceof StreamedText ? value.toString() : "";
  }

  /** Returns a copy as plain values, without empty fields. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Object plain = plain(value);
          if (plain != null) {
            map.put(name, plain);
          } else if (value instanceof StreamedObject && FieldNames.isJson(name)) {
            map.put(name, Map.of());
          }
        });
    if (snapshot != null) {
      Map<String, Object> message = snapshot.completed(map.get(MESSAGE));
      if (!message.isEmpty()) {
        map.put(MESSAGE, message);
      }
    }
    return map;
  }

  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof StreamedObject object) {
      Map<String, Object> map = object.toMap();
      return map.isEmpty() ? null : map;
    }
    if (value instanceof StreamedText text) {
      return text.isEmpty() ? null : text.toString();
    }
    if (value instanceof StreamedMix mix) {
      return mix.plain();
    }
    return value instanceof StreamedList list ? list.plain() : value;
  }

  /** Tells whether strings of the given name grow outside messages too. */
  public static boolean grows(String name) {
    return name.equals(FieldNames.TEXT);
  }

  /** Tells whether fields outside messages stay unchanged when they are merged a second time. */
  public static boolean canRepeat(Map<?, ?> object, Iterable<?> names) {
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
    return !(value instanceof List)
        && !(value instanceof String
            && (FieldNames.TEXT.equals(name) || FieldNames.isReasoning(name)));
  }
}
