// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object that may not be what the API says: a field of another type than asked for
 * reads as if it was missing.
 */
final class WireObject {

  private static final WireObject EMPTY = new WireObject(Map.of());

  private final Map<?, ?> fields;

  private WireObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Returns an empty object for a value that is no object. */
  static WireObject of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new WireObject(map) : EMPTY;
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Returns the number of fields. */
  int size() {
    return fields.size();
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  /** Returns the first of the fields that is not null. */
  @Nullable Object first(String... names) {
    for (String name : names) {
      Object value = fields.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Nullable String string(String name) {
    return fields.get(name) instanceof String string ? string : null;
  }

  /** Returns a string with at least one character. */
  @Nullable String text(String name) {
    String string = string(name);
    return string == null || string.isEmpty() ? null : string;
  }

  /** Returns the first of the fields that is a string. */
  @Nullable String firstString(String... names) {
    for (String name : names) {
      String string = string(name);
      if (string != null) {
        return string;
      }
    }
    return null;
  }

  /** Returns an integer. */
  @Nullable Long number(String name) {
    return fields.get(name) instanceof Number number && number.doubleValue() == number.longValue()
        ? Long.valueOf(number.longValue())
        : null;
  }

  WireObject object(String name) {
    return of(fields.get(name));
  }

  List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /** Returns the elements of a list; what is no object is an empty one, so that indices stay. */
  List<WireObject> objects(String name) {
    List<?> list = list(name);
    if (list.isEmpty()) {
      return List.of();
    }
    List<WireObject> objects = new ArrayList<>(list.size());
    for (Object element : list) {
      objects.add(of(element));
    }
    return objects;
  }

  /** Returns all fields, not to be modified. */
  Map<?, ?> fields() {
    return fields;
  }

  /** Returns a copy without some of the fields. */
  Map<?, ?> without(String... names) {
    Map<?, ?> copy = new LinkedHashMap<>(fields);
    for (String name : names) {
      copy.remove(name);
    }
    return copy;
  }
}
