// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.JsonSize;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a stream of which the latest value holds. An empty value does not replace another. */
final class LatestFields {

  /** A larger value is content. */
  private static final int MAX_SMALL = 512;

  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * @param budget bounds what the fields grow to
   */
  LatestFields(ContentBudget budget) {
    this.budget = budget;
  }

  void put(String name, @Nullable Object value) {
    Object old = fields.get(name);
    if (value == null || (old != null && Hollow.isHollow(value))) {
      return;
    }
    int size = JsonSize.of(value);
    int grown = old == null ? ENTRY + name.length() + size : size - JsonSize.of(old);
    if (grown <= 0 || (grown <= MAX_SMALL ? budget.takeSmall(grown) : budget.takeWhole(grown))) {
      fields.put(name, value);
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  Map<String, Object> toMap() {
    return new LinkedHashMap<>(fields);
  }
}
