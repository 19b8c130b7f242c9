// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A list whose elements have the positions that a response's indices give.
 *
 * @param <T> the type of the elements
 * @since 0.1.0
 */
public final class SparseList<T> {

  /**
   * The maximum index. A larger index is a fault of the server, and would require filling a large
   * gap.
   */
  private static final int MAX_INDEX = 65_535;

  private final T gap;
  private final List<T> elements = new ArrayList<>();
  private final BitSet filled = new BitSet();

  /**
   * Creates an empty list.
   *
   * @param gap the element at positions without an element
   */
  public SparseList(T gap) {
    this.gap = gap;
  }

  /** Puts an element at its {@code index}, or at the end if it has none. */
  public void put(WireObject source, T element) {
    Long index = source.number("index");
    if (index == null || index < 0 || index > MAX_INDEX) {
      filled.set(elements.size());
      elements.add(element);
      return;
    }
    while (elements.size() <= index) {
      elements.add(gap);
    }
    filled.set(index.intValue());
    elements.set(index.intValue(), element);
  }

  /** Returns the elements, with gaps filled. */
  public List<T> toList() {
    return elements;
  }

  /** Returns the elements in their order, without gaps. */
  public List<T> withoutGaps() {
    return filled.cardinality() == elements.size()
        ? elements
        : filled.stream().mapToObj(elements::get).toList();
  }
}
