// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list of JSON objects that come in fragments, told apart by their {@code index}. */
final class IndexedFragments {

  private final boolean inMessage;
  private final ContentBudget budget;
  private final NavigableMap<Long, Fragments> byIndex = new TreeMap<>();

  IndexedFragments(boolean inMessage, ContentBudget budget) {
    this.inMessage = inMessage;
    this.budget = budget;
  }

  void merge(List<?> fragments) {
    for (Object fragment : fragments) {
      if (fragment instanceof Map<?, ?> object) {
        merge(index(WireObject.of(object)), object);
      }
    }
  }

  private void merge(Long index, Map<?, ?> fragment) {
    Fragments merged = byIndex.get(index);
    if (merged == null) {
      if (!budget.takeWhole(2 * ENTRY)) {
        budget.leaveOut(JsonSize.of(fragment));
        return;
      }
      merged = new Fragments(inMessage, budget);
      byIndex.put(index, merged);
    }
    merged.merge(fragment);
  }

  /**
   * A fragment without an index starts a new object if it has an id, else it goes on with the last.
   */
  private Long index(WireObject fragment) {
    Long index = fragment.number("index");
    if (index != null) {
      return index;
    }
    if (byIndex.isEmpty()) {
      return 0L;
    }
    return fragment.text("id") == null ? byIndex.lastKey() : byIndex.lastKey() + 1;
  }

  /** Returns the object with an index, or null. */
  @Nullable Fragments get(@Nullable Object index) {
    return index instanceof Long number ? byIndex.get(number) : null;
  }

  boolean isEmpty() {
    return byIndex.isEmpty();
  }

  List<Map<String, Object>> toList() {
    return byIndex.values().stream().map(Fragments::toMap).toList();
  }
}
