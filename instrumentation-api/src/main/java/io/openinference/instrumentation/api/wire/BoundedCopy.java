// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies JSON objects up to the limit of a budget.
 *
 * <p>Texts keep their beginning, and lists keep their first elements. Numbers and short texts, such
 * as token counts and finish reasons, are kept even after a text was cut.
 *
 * @since 0.1.0
 */
public final class BoundedCopy {

  private static final int MAX_SMALL = 256;

  private final ContentBudget budget;

  private BoundedCopy(ContentBudget budget) {
    this.budget = budget;
  }

  /** Returns the same object if the budget allows all of it, or else a copy of its beginning. */
  public static Map<?, ?> of(Map<?, ?> object, ContentBudget budget) {
    int size = JsonSize.of(object);
    return budget.fits(size) && budget.takeWhole(size)
        ? object
        : new BoundedCopy(budget).object(object);
  }

  /** Returns only the numbers and short texts of an object, such as its type and status. */
  public static Map<?, ?> scalarsOf(Map<?, ?> object, ContentBudget budget) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          boolean isSmall =
              value instanceof String text
                  ? text.length() <= MAX_SMALL
                  : !(value instanceof Map || value instanceof List);
          if (isSmall && budget.takeSmall(JsonSize.of(value))) {
            copy.put(name, value);
          }
        });
    return copy;
  }

  private Map<String, @Nullable Object> object(Map<?, ?> object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> put(String.valueOf(name), value, copy));
    return copy;
  }

  private void put(String name, @Nullable Object value, Map<String, @Nullable Object> copy) {
    if (!budget.takeSmall(ENTRY + name.length())) {
      budget.leaveOut(JsonSize.of(value));
    } else if (value instanceof String text && !text.isEmpty()) {
      String kept = text(text);
      if (!kept.isEmpty()) {
        copy.put(name, kept);
      }
    } else {
      copy.put(name, value(value));
    }
  }

  private String text(String text) {
    if (text.length() > MAX_SMALL) {
      return budget.head(text);
    }
    return budget.takeSmall(text.length()) ? text : "";
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Map<?, ?> object) {
      return object(object);
    }
    return value instanceof List<?> list ? list(list) : value;
  }

  private List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object element : list) {
      if (budget.takeWhole(ENTRY)) {
        copy.add(value(element));
      } else {
        budget.leaveOut(JsonSize.of(element));
      }
    }
    return copy;
  }
}
