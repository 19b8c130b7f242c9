// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that each fragment repeats as a whole, in addition to the fragments of the same message
 * or instead of them.
 */
final class Snapshot {

  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Snapshot(ContentBudget budget) {
    this.budget = budget;
  }

  /**
   * @param isBesideDelta false if the message is all that a fragment brings; the message may then
   *     be only the next piece
   */
  void take(Map<?, ?> message, boolean isBesideDelta) {
    message.forEach(
        (name, value) -> {
          if (value != null && !Hollow.isHollow(value)) {
            put(String.valueOf(name), value, isBesideDelta);
          }
        });
  }

  private void put(String name, Object value, boolean isBesideDelta) {
    Object old = fields.get(name);
    Object whole = value;
    if (old instanceof String before && value instanceof String text) {
      boolean isPiece = !isBesideDelta && !text.startsWith(before) && FieldNames.isText(name);
      whole = isPiece ? before + text : text;
    }
    int size = JsonSize.of(whole);
    int before = old == null ? 0 : JsonSize.of(old);
    if (size <= before || budget.takeWhole(size - before)) {
      fields.put(name, whole);
    }
  }

  /**
   * Returns the joined message, completed with the fields that only the snapshot has.
   *
   * @param joined the message that the fragments were joined to, or null if there are none
   */
  Map<String, Object> completed(@Nullable Object joined) {
    Map<String, Object> completed = new LinkedHashMap<>();
    if (joined instanceof Map<?, ?> map) {
      map.forEach((name, value) -> completed.put(String.valueOf(name), value));
    } else if (joined instanceof String || joined instanceof List) {
      completed.put("content", joined);
    }
    fields.forEach(
        (name, value) -> {
          Object own = completed.get(name);
          boolean isLonger =
              own instanceof String text
                  && value instanceof String whole
                  && whole.startsWith(text)
                  && whole.length() > text.length();
          if (isLonger || Hollow.isHollow(own)) {
            completed.put(name, value);
          }
        });
    return completed;
  }
}
