// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.StreamedObject.Place;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON list that arrives in fragments.
 *
 * <ul>
 *   <li>Objects with an index, tool calls and choices are parts, which {@link StreamedParts}
 *       distinguishes.
 *   <li>A message part without an index, such as {@code {"type":"text","text":"a"}}, continues the
 *       last part if that has the same type.
 *   <li>Other elements are added. A fragment that repeats all elements so far adds only the new
 *       ones. For example, citations that arrive with every chunk are kept once.
 * </ul>
 *
 * @since 0.1.0
 */
public final class StreamedList {

  private final String name;
  private final Place place;
  private final ContentBudget budget;
  private final StreamedParts<StreamedObject> parts = new StreamedParts<>();
  private final List<Object> elements = new ArrayList<>();

  StreamedList(String name, Place place, ContentBudget budget) {
    this.name = name;
    this.place = place;
    this.budget = budget;
  }

  void merge(List<?> fragment) {
    if (place != Place.LOG_PROBABILITIES && repeatsElements(fragment)) {
      addAll(fragment.subList(elements.size(), fragment.size()));
    } else {
      addAll(fragment);
    }
  }

  /** Tells whether a fragment repeats the whole list so far; numbers may repeat by chance. */
  private boolean repeatsElements(List<?> fragment) {
    if (elements.isEmpty() || fragment.size() < elements.size()) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      Object element = elements.get(i);
      if (element instanceof StreamedObject
          || element instanceof Number
          || (element instanceof String && FieldNames.isText(name))
          || !element.equals(fragment.get(i) == null ? Null.VALUE : fragment.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void addAll(List<?> fragment) {
    int position = 0;
    for (Object element : fragment) {
      add(element, position++);
    }
  }

  private void add(@Nullable Object element, int position) {
    if (element instanceof Map<?, ?> object) {
      WireObject fields = WireObject.of(object);
      if (FieldNames.isKeyed(name) || fields.number("index") != null) {
        mergePart(fields, position);
        return;
      }
      if (isPart(object)) {
        mergeUnkeyed(fields);
        return;
      }
    } else if (FieldNames.isKeyed(name) && (element == null || place == Place.CHOICE)) {
      return;
    }
    if (budget.takeWhole(JsonSize.of(element))) {
      elements.add(element == null ? Null.VALUE : element);
    }
  }

  private boolean isPart(Map<?, ?> object) {
    if (place != Place.MESSAGE) {
      return false;
    }
    if (object.get("type") == null) {
      // Some servers send a text part without a type.
      return name.equals(FieldNames.CONTENT)
          && object.size() == 1
          && object.containsKey(FieldNames.TEXT);
    }
    for (Map.Entry<?, ?> field : object.entrySet()) {
      if (!FieldNames.isOfPart(field.getKey())) {
        return false;
      }
    }
    return object.size() > 1;
  }

  private void mergePart(WireObject fragment, int position) {
    Object index = index(fragment, position);
    String id = id(fragment);
    StreamedObject part = find(fragment, index, id, position);
    if (part == null) {
      start(fragment, index, id);
    } else if (id != null && isOtherId(id, part)) {
      part.merge(fragment.without("id"));
    } else {
      part.merge(fragment.fields());
    }
  }

  /** Some servers change the id of a call with each fragment. The first id counts. */
  private boolean isOtherId(String id, StreamedObject part) {
    return name.equals("tool_calls") && parts.withId(id) == null && !part.string("id").isEmpty();
  }

  private @Nullable Object index(WireObject fragment, int position) {
    Long index = fragment.number("index");
    if (index != null) {
      // Some servers number the parts of each type separately.
      String type = FieldNames.isKeyed(name) ? null : fragment.text("type");
      return type == null ? index : index + type;
    }
    if (fragment.text("index") != null) {
      return parsed(fragment.text("index"));
    }
    return place == Place.CHOICE ? Long.valueOf(position) : null;
  }

  private static @Nullable Object parsed(@Nullable String index) {
    try {
      return index == null ? null : Long.valueOf(index.strip());
    } catch (NumberFormatException e) {
      return index;
    }
  }

  private static @Nullable String id(WireObject fragment) {
    Object id = fragment.get("id");
    return id instanceof String || id instanceof Number ? String.valueOf(id) : null;
  }

  private @Nullable StreamedObject find(
      WireObject fragment, @Nullable Object index, @Nullable String id, int position) {
    boolean isCall = name.equals("tool_calls");
    if (isCall && (id == null || id.isEmpty())) {
      StreamedObject open = index == null ? parts.last() : parts.at(index);
      boolean isNext = index == null && position > 0;
      if (open != null && startsNextCall(fragment, open, isNext)) {
        return null;
      }
    }
    if (isCall && id != null && hasName(fragment)) {
      StreamedObject known = parts.withId(id);
      if (known == null ? index == null : isOtherCall(fragment, known)) {
        return null;
      }
    } else if (isCall && id != null && isWithin(fragment, parts.at(index))) {
      return parts.withId(id) == null ? parts.find(index, null) : parts.find(index, id);
    }
    return parts.find(index, id);
  }

  /** Arguments without a name continue the open call until the call is complete. */
  private static boolean isWithin(WireObject fragment, @Nullable StreamedObject open) {
    StreamedObject function = open == null ? null : open.object("function");
    return function != null
        && fragment.object("function").text("arguments") != null
        && !function.string("name").isEmpty()
        && !isComplete(function.string("arguments"));
  }

  /** Some servers give all calls one id; another name or other arguments tell them apart. */
  private static boolean isOtherCall(WireObject fragment, StreamedObject known) {
    StreamedObject function = known.object("function");
    WireObject next = fragment.object("function");
    String arguments = next.string("arguments");
    if (function == null || !isComplete(function.string("arguments"))) {
      return false;
    }
    return !function.string("name").equals(next.text("name"))
        || (arguments != null
            && isComplete(arguments)
            && !arguments.equals(function.string("arguments")));
  }

  private static boolean hasName(WireObject call) {
    return call.object("function").text("name") != null
        || call.object("custom").text("name") != null;
  }

  /** A name after complete arguments starts a new call, even without an index or an id. */
  private static boolean startsNextCall(
      WireObject fragment, StreamedObject open, boolean isNextInFragment) {
    if (!hasName(fragment)) {
      return false;
    }
    StreamedObject function = open.object("function");
    if (function == null) {
      return isNextInFragment;
    }
    Object arguments = function.get("arguments");
    return (isNextInFragment && !function.string("name").isEmpty())
        || (arguments instanceof StreamedObject)
        || isComplete(function.string("arguments"));
  }

  private static boolean isComplete(String arguments) {
    boolean mayBeComplete = arguments.endsWith("}") || arguments.endsWith("]");
    return mayBeComplete && WireJson.parseAll("{\"arguments\":" + arguments + "}") != null;
  }

  /** Continues the last part if it has the same type and is not complete. */
  private void mergeUnkeyed(WireObject fragment) {
    StreamedObject open = elements.isEmpty() ? null : lastPart();
    String id = id(fragment);
    String type = fragment.string("type");
    boolean isOpen =
        open != null
            && open.string("type").equals(type == null ? "" : type)
            && !isOver(open, fragment)
            && (id == null || open.string("id").isEmpty() || open.string("id").equals(id));
    if (open != null && isOpen) {
      open.merge(fragment.fields());
    } else {
      start(fragment, null, id);
    }
  }

  private @Nullable StreamedObject lastPart() {
    return elements.get(elements.size() - 1) instanceof StreamedObject part ? part : null;
  }

  /** A signature ends a reasoning part, and encrypted data is a part of its own. */
  private static boolean isOver(StreamedObject open, WireObject fragment) {
    boolean hasText =
        fragment.text("thinking") != null
            || fragment.text("text") != null
            || fragment.text("summary") != null;
    return fragment.text("data") != null
        || !open.string("data").isEmpty()
        || (hasText && !open.string("signature").isEmpty());
  }

  private void start(WireObject fragment, @Nullable Object index, @Nullable String id) {
    if (!budget.takeWhole(2 * ENTRY)) {
      budget.leaveOut(JsonSize.of(fragment.fields()));
      return;
    }
    StreamedObject part = new StreamedObject(place, budget);
    parts.add(index, id, part);
    elements.add(part);
    part.merge(fragment.fields());
  }

  /** Adds an object that arrived without a list around it, once. */
  void addNew(Map<?, ?> object) {
    if (!elements.contains(object)) {
      add(object, 0);
    }
  }

  void addWhole(StreamedObject object) {
    elements.add(object);
  }

  void addAll(StreamedList other) {
    elements.addAll(other.elements);
    for (StreamedObject part : other.parts.toList()) {
      parts.add(null, part.string("id"), part);
    }
  }

  /** Returns the last part of text that stands at or after a position, or null. */
  @Nullable StreamedObject textAfter(int position) {
    for (int i = elements.size() - 1; i >= position; i--) {
      if (elements.get(i) instanceof StreamedObject part
          && part.string("type").equals(FieldNames.TEXT)) {
        return part;
      }
    }
    return null;
  }

  int size() {
    return elements.size();
  }

  /** Returns the last object that had the index, or null. */
  public @Nullable StreamedObject at(@Nullable Object index) {
    return parts.at(index);
  }

  /** Returns a copy as plain values, or null if there is none. */
  @Nullable List<Object> plain() {
    if (elements.isEmpty()) {
      return null;
    }
    List<Object> plain = new ArrayList<>(elements.size());
    for (Object element : sorted()) {
      Object value = StreamedObject.plain(element);
      plain.add(value == null ? Map.of() : value);
    }
    return Null.toNulls(plain);
  }

  /** Choices are distinguished only by their index and have no order of their own. */
  private List<Object> sorted() {
    if (place != Place.CHOICE) {
      return elements;
    }
    List<Object> sorted = new ArrayList<>(elements);
    sorted.sort(Comparator.comparingLong(StreamedList::position));
    return sorted;
  }

  private static long position(Object choice) {
    return choice instanceof StreamedObject object && object.get("index") instanceof Number number
        ? number.longValue()
        : 0;
  }

  /** Represents null in a list. */
  private enum Null {
    VALUE;

    @SuppressWarnings("NullAway") // A JSON list may hold null.
    static List<Object> toNulls(List<Object> plain) {
      plain.replaceAll(value -> value == VALUE ? null : value);
      return plain;
    }
  }
}
