// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes with flat keys, as spans have them, and nested, as JSON has them. */
final class FlatAttributes {

  /** Adds a value. Phoenix does not look into maps that it gets below a key. */
  static void put(Map<String, @Nullable Object> flat, String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> put(flat, key + "." + name, each));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        put(flat, key + "." + i, list.get(i));
      }
    } else if (value != null) {
      flat.put(key, value);
    }
  }

  /** Returns what is below a key as lists and maps, or the value at the key, or null. */
  static @Nullable Object nested(Map<String, @Nullable Object> flat, String key) {
    Object value = flat.get(key);
    if (value != null) {
      return value;
    }
    String prefix = key + ".";
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    flat.forEach(
        (name, each) -> {
          if (name.startsWith(prefix)) {
            insert(tree, List.of(name.substring(prefix.length()).split("\\.")), each);
          }
        });
    return tree.isEmpty() ? null : withLists(tree);
  }

  @SuppressWarnings("unchecked")
  private static void insert(
      Map<String, @Nullable Object> tree, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> node = tree;
    for (String part : path.subList(0, path.size() - 1)) {
      Object child = node.get(part);
      if (!(child instanceof Map)) {
        child = new LinkedHashMap<String, @Nullable Object>();
        node.put(part, child);
      }
      node = (Map<String, @Nullable Object>) child;
    }
    node.put(path.get(path.size() - 1), value);
  }

  private static Object withLists(Map<?, ?> tree) {
    boolean isList = tree.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,9}"));
    if (isList) {
      TreeMap<Integer, Object> sorted = new TreeMap<>();
      tree.forEach((key, value) -> sorted.put(Integer.valueOf(key.toString()), child(value)));
      return List.copyOf(sorted.values());
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put(key.toString(), child(value)));
    return copy;
  }

  private static Object child(Object value) {
    return value instanceof Map<?, ?> map ? withLists(map) : value;
  }

  private FlatAttributes() {}
}
