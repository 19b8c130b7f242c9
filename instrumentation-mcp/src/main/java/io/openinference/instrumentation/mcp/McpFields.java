// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.door.OptionalProperty;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of the protocol. A server gets them as maps, as they came over the wire; a client
 * and a handler have them as records of the library, whose constructors differ between releases.
 */
final class McpFields {

  /** The field of the protocol that the records call {@code meta}. */
  static final String META = "_meta";

  // Bounded: all names are constants.
  private static final Map<String, OptionalProperty> PROPERTIES = new ConcurrentHashMap<>();

  /** Returns the value of a field, or null if there is none. */
  static @Nullable Object get(@Nullable Object holder, String name) {
    if (holder instanceof Map<?, ?> map) {
      return map.get(name);
    }
    return PROPERTIES
        .computeIfAbsent(name.equals(META) ? "meta" : name, OptionalProperty::named)
        .read(holder);
  }

  /** Returns the value of a field, or null if it is not text. */
  static @Nullable String text(@Nullable Object holder, String name) {
    return get(holder, name) instanceof String text ? text : null;
  }

  /** Returns the value of a field, or an empty list if it is not a list. */
  static List<?> list(@Nullable Object holder, String name) {
    return get(holder, name) instanceof List<?> list ? list : List.of();
  }

  /** Returns the value of a field, or null if it is not an object. */
  static @Nullable Map<String, Object> map(@Nullable Object holder, String name) {
    Object value = get(holder, name);
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), element));
      return copy;
    }
    return value instanceof Record record ? members(record) : null;
  }

  /** Returns the components of a record that have a value, such as those of a JSON schema. */
  private static Map<String, Object> members(Record record) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = OptionalProperty.invoke(component.getAccessor(), record);
      if (value != null) {
        // The one name that is not an identifier of Java.
        members.put(component.getName().equals("defs") ? "$defs" : component.getName(), value);
      }
    }
    return members;
  }

  private McpFields() {}
}
