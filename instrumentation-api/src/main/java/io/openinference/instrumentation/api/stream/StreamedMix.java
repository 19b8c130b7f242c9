// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.ContentBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field whose fragments have several types: text in some fragments, objects or lists in others.
 *
 * <p>All text becomes one text. For example, {@code "a"}, {@code [{"x":1}]} and {@code "b"} become
 * {@code ["ab", {"x":1}]}. Text that follows a part of type text continues that part, which keeps
 * the order of the text.
 */
final class StreamedMix {

  private final StreamedText text;
  private final StreamedList list;
  // The number of elements that arrived before the text.
  private int position;

  StreamedMix(String name, StreamedList list, ContentBudget budget) {
    this.text = new StreamedText(FieldNames.kindOf(name), budget);
    this.list = list;
  }

  void add(String fragment) {
    StreamedObject part = text.isEmpty() ? null : list.textAfter(position);
    if (part != null) {
      part.merge(Map.of(FieldNames.TEXT, fragment));
      return;
    }
    if (text.isEmpty()) {
      position = list.size();
    }
    text.append(fragment);
  }

  void add(List<?> fragment) {
    list.merge(fragment);
  }

  void addWhole(StreamedObject object) {
    list.addWhole(object);
  }

  void addAll(StreamedList other) {
    list.addAll(other);
  }

  /** Returns the text alone if nothing else arrived, and null if nothing arrived at all. */
  @Nullable Object plain() {
    List<Object> elements = list.plain();
    if (elements == null) {
      return text.isEmpty() ? null : text.toString();
    }
    if (text.isEmpty()) {
      return elements;
    }
    List<Object> all = new ArrayList<>(elements);
    all.add(Math.min(position, all.size()), text.toString());
    return all;
  }
}
