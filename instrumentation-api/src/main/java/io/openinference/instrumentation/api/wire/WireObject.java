// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object that may differ from its API's documentation. A field of an unexpected type
 * reads as missing.
 *
 * @since 0.1.0
 */
public final class WireObject {

  private static final WireObject EMPTY = new WireObject(Map.of());

  private final Map<?, ?> fields;

  private WireObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Returns an empty object if the value is not an object. */
  public static WireObject of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new WireObject(map) : EMPTY;
  }

  /** Tells whether the object has no fields. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Returns the number of fields. */
  public int size() {
    return fields.size();
  }

  /** Returns the value of a field, or null. */
  public @Nullable Object get(String name) {
    return fields.get(name);
  }

  /** Returns the first of the fields that is not null. */
  public @Nullable Object first(String... names) {
    for (String name : names) {
      Object value = fields.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns a string, which may be empty, or null. */
  public @Nullable String string(String name) {
    return fields.get(name) instanceof String string ? string : null;
  }

  /** Returns a string with at least one character. */
  public @Nullable String text(String name) {
    String string = string(name);
    return string == null || string.isEmpty() ? null : string;
  }

  /** Returns the first of the fields that is a string with at least one character. */
  public @Nullable String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** Returns a string with at least one character, or a number or boolean as text. */
  public @Nullable String scalar(String name) {
    Object value = fields.get(name);
    return value instanceof Number || value instanceof Boolean ? value.toString() : text(name);
  }

  /** Returns a string unchanged, and any other value except null as JSON text. */
  public @Nullable String textOrJson(String name) {
    Object value = fields.get(name);
    return value == null || value instanceof String ? text(name) : WireJson.toJson(value);
  }

  /** Returns the first of the fields that is a string. */
  public @Nullable String firstString(String... names) {
    for (String name : names) {
      String string = string(name);
      if (string != null) {
        return string;
      }
    }
    return null;
  }

  /** Returns an integer, which some servers send as text. */
  public @Nullable Long number(String name) {
    Number number = WireNumbers.of(fields.get(name));
    return number != null && number.doubleValue() == number.longValue()
        ? Long.valueOf(number.longValue())
        : null;
  }

  /** Returns the first of the fields that is an integer. */
  public @Nullable Long firstNumber(String... names) {
    for (String name : names) {
      Long number = number(name);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** Returns an object; empty if the field is not an object. */
  public WireObject object(String name) {
    return of(fields.get(name));
  }

  /** Returns a list; empty if the field is not a list. */
  public List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /**
   * Returns the elements of a list; an element that is not an object becomes an empty object, so
   * that indices do not shift. An object without a list around it is the only element.
   */
  public List<WireObject> objects(String name) {
    if (fields.get(name) instanceof Map<?, ?> only) {
      return only.isEmpty() ? List.of() : List.of(of(only));
    }
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

  /**
   * Returns the strings of one field of all elements of a list, one after the other; empty if there
   * are none.
   */
  public String joined(String list, String field) {
    StringBuilder joined = new StringBuilder();
    for (WireObject element : objects(list)) {
      String text = element.string(field);
      joined.append(text == null ? "" : text);
    }
    return joined.toString();
  }

  /** Returns all fields as an unmodifiable map. */
  public Map<?, ?> fields() {
    return fields;
  }

  /** Returns a copy without some of the fields. */
  public Map<?, ?> without(String... names) {
    Map<?, ?> copy = new LinkedHashMap<>(fields);
    for (String name : names) {
      copy.remove(name);
    }
    return copy;
  }
}
