// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes by name, whatever type a tracer gave them. */
final class AttributeValues {

  private final Map<String, Object> values;
  // Spans hold thousands of keys of messages; each list is looked up several times.
  private final Map<String, List<AttributeValues>> lists = new HashMap<>();

  private AttributeValues(Map<String, Object> values) {
    this.values = values;
  }

  static AttributeValues of(Attributes attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    attributes.forEach((key, value) -> values.put(key.getKey(), tree(value)));
    return new AttributeValues(values);
  }

  /** Turns OpenTelemetry's structured values into maps and lists. */
  static Object tree(Object value) {
    if (!(value instanceof Value<?> structured)) {
      return value;
    }
    Object content = structured.getValue();
    return switch (structured.getType()) {
      case KEY_VALUE_LIST -> {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Object entry : (List<?>) content) {
          KeyValue field = (KeyValue) entry;
          object.put(field.getKey(), tree(field.getValue()));
        }
        yield object;
      }
      case ARRAY -> ((List<?>) content).stream().map(AttributeValues::tree).toList();
      case BYTES, EMPTY -> structured.asString();
      default -> content;
    };
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Tells whether the span has an attribute of this name, or attributes of a list of this name. */
  boolean hasAny(String prefix) {
    return has(prefix) || !list(prefix).isEmpty();
  }

  Iterable<String> names() {
    return values.keySet();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  @Nullable Object get(String key) {
    return values.get(key);
  }

  /** Returns the first attribute that is there, as text; structures become JSON. */
  @Nullable String text(String... keys) {
    for (String key : keys) {
      Object value = values.get(key);
      if (value != null) {
        return JsonText.plain(value);
      }
    }
    return null;
  }

  /** Returns the first attribute whose text is not empty. */
  @Nullable String filled(String... keys) {
    for (String key : keys) {
      String text = text(key);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  @Nullable Long integer(String... keys) {
    for (String key : keys) {
      Long number = Numbers.integer(values.get(key));
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** Returns the object or array of an attribute, which is structured or JSON, perhaps cut. */
  PartialJson.@Nullable Result json(String key) {
    Object value = values.get(key);
    if (value instanceof String text) {
      return PartialJson.read(text);
    }
    return value instanceof Map || value instanceof List
        ? new PartialJson.Result(value, false)
        : null;
  }

  /** Returns the object of an attribute, or an empty one. */
  Map<String, @Nullable Object> object(String key) {
    PartialJson.Result json = json(key);
    return Trees.object(json == null ? null : json.value());
  }

  /** Returns the parts of each element of a flattened list, by index and without gaps. */
  List<AttributeValues> list(String name) {
    return lists.computeIfAbsent(name, this::readList);
  }

  private List<AttributeValues> readList(String name) {
    String prefix = name + '.';
    Map<Integer, Map<String, Object>> elements = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          int end = key.startsWith(prefix) ? key.indexOf('.', prefix.length()) : -1;
          Long index = end < 0 ? null : Numbers.integer(key.substring(prefix.length(), end));
          if (index != null && index >= 0 && index <= Integer.MAX_VALUE) {
            elements
                .computeIfAbsent(index.intValue(), i -> new LinkedHashMap<>())
                .put(key.substring(end + 1), value);
          }
        });
    List<AttributeValues> list = new ArrayList<>();
    elements.values().forEach(element -> list.add(new AttributeValues(element)));
    return list;
  }
}
