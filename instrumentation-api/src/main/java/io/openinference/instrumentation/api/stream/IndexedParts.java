// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a stream whose events name the index of their part. The events of several parts may
 * interleave, and a part may lack its start and its end.
 *
 * @param <P> the type of a part
 * @since 0.1.0
 */
public final class IndexedParts<P> {

  /** A larger index is a fault of the server. */
  private static final long MAX_INDEX = 65_535;

  private final ContentBudget budget;
  private final Supplier<? extends P> factory;
  private final NavigableMap<Long, P> parts = new TreeMap<>();

  /**
   * Creates a list without parts.
   *
   * @param budget limits the number of parts
   * @param factory creates a part without content
   */
  public IndexedParts(ContentBudget budget, Supplier<? extends P> factory) {
    this.budget = budget;
    this.factory = factory;
  }

  /**
   * Returns the part of an event, and creates the part if it is new.
   *
   * @param index the index that the event names, or null if it continues the last part
   * @return null if the budget has no room for another part, or if the index is out of bounds
   */
  public @Nullable P at(@Nullable Long index) {
    long key = index == null ? lastIndex() : index;
    P known = parts.get(key);
    if (known != null || key < 0 || key > MAX_INDEX || !budget.takeWhole(2 * ENTRY)) {
      return known;
    }
    P created = factory.get();
    parts.put(key, created);
    return created;
  }

  private long lastIndex() {
    return parts.isEmpty() ? 0 : parts.lastKey();
  }

  /** Tells whether no part has arrived. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * Returns the parts in the order of their indices.
   *
   * @param value turns a part into its JSON value
   */
  public List<Object> toList(Function<? super P, ?> value) {
    List<Object> list = new ArrayList<>(parts.size());
    for (P part : parts.values()) {
      list.add(value.apply(part));
    }
    return list;
  }
}
