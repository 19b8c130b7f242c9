// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.ArrayList;
import java.util.List;

/** Puts elements at the indices that a response gives them. */
final class SparseList<T> {

  /** An index beyond is a fault of the server, and would make us fill the gap before it. */
  private static final int MAX_INDEX = 65_535;

  private final T gap;
  private final List<T> elements = new ArrayList<>();

  /**
   * @param gap what stands where no element is
   */
  SparseList(T gap) {
    this.gap = gap;
  }

  /** Puts an element at its {@code index}, or after the others if it has none. */
  void put(WireObject source, T element) {
    Long index = source.number("index");
    if (index == null || index < 0 || index > MAX_INDEX) {
      elements.add(element);
      return;
    }
    while (elements.size() <= index) {
      elements.add(gap);
    }
    elements.set(index.intValue(), element);
  }

  List<T> toList() {
    return elements;
  }
}
