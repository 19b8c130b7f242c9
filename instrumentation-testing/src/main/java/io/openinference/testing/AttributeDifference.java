// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes in which attributes two sets differ, sorted by name. */
final class AttributeDifference {

  private final Map<String, Object> actual;
  private final Map<String, Object> expected;

  AttributeDifference(Map<String, Object> actual, Map<String, Object> expected) {
    this.actual = actual;
    this.expected = expected;
  }

  /** Returns one line per differing attribute, or an empty text if the sets are equal. */
  String describe() {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    return section("missing", names, true, false)
        + section("unexpected", names, false, true)
        + section("different", names, true, true);
  }

  private String section(String title, Set<String> names, boolean inExpected, boolean inActual) {
    List<String> lines =
        names.stream()
            .filter(name -> expected.containsKey(name) == inExpected)
            .filter(name -> actual.containsKey(name) == inActual)
            .filter(name -> !Objects.equals(expected.get(name), actual.get(name)))
            .map(name -> "  " + name + line(expected.get(name), actual.get(name)))
            .toList();
    return lines.isEmpty()
        ? ""
        : lines.stream().collect(Collectors.joining("\n", title + ":\n", "\n"));
  }

  private static String line(@Nullable Object expected, @Nullable Object actual) {
    if (expected != null && actual != null) {
      return "\n    expected " + render(expected) + "\n    but was  " + render(actual);
    }
    return " = " + render(expected == null ? actual : expected);
  }

  /** Renders all attributes sorted by name, one per line. */
  static String render(Map<String, Object> attributes) {
    return new TreeMap<>(attributes)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " = " + render(entry.getValue()) + "\n")
            .collect(Collectors.joining());
  }

  /** Renders a value so that 5, 5.0, "5" and ["5"] look different. */
  static String render(@Nullable Object value) {
    if (value instanceof String) {
      return "\"" + value + "\"";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(AttributeDifference::render)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
