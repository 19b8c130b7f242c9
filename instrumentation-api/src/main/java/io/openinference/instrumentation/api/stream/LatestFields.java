// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stream of which the latest value counts. Neither an empty value nor the number
 * zero replaces another value.
 *
 * @since 0.1.0
 */
public final class LatestFields {

  /** A larger value counts as content. */
  private static final int MAX_SMALL = 512;

  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * Creates an object without fields.
   *
   * @param budget limits the size of the fields
   */
  public LatestFields(ContentBudget budget) {
    this.budget = budget;
  }

  /** Sets a field, unless the value is null, or is empty or zero where the field has a value. */
  public void put(String name, @Nullable Object value) {
    Object old = fields.get(name);
    if (value == null || (old != null && isEmpty(value))) {
      return;
    }
    int size = JsonSize.of(value);
    int grown = old == null ? ENTRY + name.length() + size : size - JsonSize.of(old);
    if (grown <= 0 || (grown <= MAX_SMALL ? budget.takeSmall(grown) : budget.takeWhole(grown))) {
      fields.put(name, value);
    }
  }

  private static boolean isEmpty(Object value) {
    return Hollow.isHollow(value) || (value instanceof Number number && number.doubleValue() == 0);
  }

  /**
   * Sets all fields of an object as {@link #put} does.
   *
   * @param except the names of fields that are left out
   */
  public void putAll(WireObject object, String... except) {
    List<String> leftOut = List.of(except);
    object
        .fields()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && !leftOut.contains(name)) {
                put(name, value);
              }
            });
  }

  /** Tells whether a field has a value. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Returns the latest value of a field, or null. */
  public @Nullable Object get(String name) {
    return fields.get(name);
  }

  /** Tells whether no field has a value. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Returns a copy of the fields. */
  public Map<String, Object> toMap() {
    return new LinkedHashMap<>(fields);
  }
}
