// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts another value than the API says at each place of a JSON object in turn. */
final class Mutations {

  static final List<Object> WRONG =
      Arrays.asList(
          null, "", "[{", 7, -1, 1e300, true, List.of(), Map.of(), List.of(1, "a"), listOfNull());

  static final List<Object> ONE_OF_EACH_TYPE =
      Arrays.asList(null, "[{", 7, true, Map.of(), List.of(1, "a"));

  private final List<?> values;

  private Mutations(List<?> values) {
    this.values = values;
  }

  /** Gives the consumer a copy of the object for each place and each wrong value. */
  static void forEach(Map<String, ?> root, Consumer<Map<String, ?>> consumer) {
    forEach(root, WRONG, consumer);
  }

  /** Gives the consumer a copy of the object for each place and each of the values. */
  @SuppressWarnings("unchecked") // A mutation of a map is a map.
  static void forEach(Map<String, ?> root, List<?> values, Consumer<Map<String, ?>> consumer) {
    new Mutations(values).mutate(root, value -> consumer.accept((Map<String, ?>) value));
  }

  /** Gives the consumer a copy for each object in it and each of the values, as a new field. */
  @SuppressWarnings("unchecked") // A map with one more field is a map.
  static void forEachWith(
      String name, Map<String, ?> root, List<?> values, Consumer<Map<String, ?>> consumer) {
    new Mutations(values).add(name, root, value -> consumer.accept((Map<String, ?>) value));
  }

  private void add(String name, Object value, Consumer<Object> withField) {
    if (value instanceof Map<?, ?> map) {
      if (!map.containsKey(name)) {
        values.forEach(child -> withField.accept(with(map, name, child)));
      }
      map.forEach((key, old) -> add(name, old, child -> withField.accept(with(map, key, child))));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        int index = i;
        add(name, list.get(i), child -> withField.accept(with(list, index, child)));
      }
    }
  }

  private void mutate(Object value, Consumer<Object> withMutation) {
    if (value instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        Consumer<Object> put = child -> withMutation.accept(with(map, key, child));
        values.forEach(put);
        mutate(map.get(key), put);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (isBetweenEqualTypes(list, i)) {
          continue;
        }
        int index = i;
        Consumer<Object> put = child -> withMutation.accept(with(list, index, child));
        values.forEach(put);
        mutate(list.get(i), put);
      }
    }
  }

  /** A vector has a thousand numbers: its first and its last number stand for all. */
  private static boolean isBetweenEqualTypes(List<?> list, int i) {
    return i > 0
        && i < list.size() - 1
        && list.get(i) instanceof Number
        && list.get(i - 1) instanceof Number
        && list.get(i + 1) instanceof Number;
  }

  private static Map<Object, Object> with(Map<?, ?> map, Object key, Object value) {
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  private static List<Object> with(List<?> list, int index, Object value) {
    List<Object> copy = new ArrayList<>(list);
    copy.set(index, value);
    return copy;
  }

  private static List<Object> listOfNull() {
    return Arrays.asList((Object) null);
  }
}
