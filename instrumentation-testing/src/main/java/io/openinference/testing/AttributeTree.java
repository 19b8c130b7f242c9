// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that Phoenix builds from dotted keys.
 *
 * <p>A child whose name is a number is an element of a list. If the child or its parent has a value
 * of its own, the child is a normal entry instead, named by the number without leading zeros.
 */
final class AttributeTree {

  // Sorted, so that children with an empty name are written first and lose against named ones.
  private final Map<String, AttributeTree> entries = new TreeMap<>();
  private final Map<BigInteger, AttributeTree> numbered = new TreeMap<>();
  private @Nullable Object value;

  void put(String key, Object newValue) {
    AttributeTree node = this;
    for (String segment : segments(key)) {
      node = node.child(segment);
    }
    node.value = newValue;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    writeTo(map, "");
    return map;
  }

  /**
   * Writes this node under a name; the name of the whole map is empty. A child that does not fit
   * under that name, because a value or a list is there, keeps a dotted name beside it.
   */
  private void writeTo(Map<String, Object> map, String name) {
    Map<BigInteger, AttributeTree> elements = elements();
    if (value != null) {
      map.put(name, value);
    } else if (!name.isEmpty() && elements.isEmpty()) {
      map.put(name, toMap());
      return;
    } else if (!name.isEmpty()) {
      map.put(name, elements.values().stream().map(AttributeTree::toMap).toList());
    }
    boolean isList = !name.isEmpty();
    numbered.forEach(
        (number, child) -> {
          if (!isList || !elements.containsKey(number)) {
            child.writeTo(map, join(name, number.toString()));
          }
        });
    entries.forEach((segment, child) -> child.writeTo(map, join(name, segment)));
  }

  private Map<BigInteger, AttributeTree> elements() {
    Map<BigInteger, AttributeTree> elements = new TreeMap<>();
    if (value == null) {
      elements.putAll(numbered);
      elements.values().removeIf(child -> child.value != null);
    }
    return elements;
  }

  private AttributeTree child(String segment) {
    boolean isNumber = !segment.isEmpty() && segment.chars().allMatch(Character::isDigit);
    return isNumber
        ? numbered.computeIfAbsent(new BigInteger(segment), number -> new AttributeTree())
        : entries.computeIfAbsent(segment, name -> new AttributeTree());
  }

  /** Splits at dots. Ignores one dot at the end, and white space around a segment. */
  private static List<String> segments(String key) {
    List<String> segments = new ArrayList<>(List.of(key.split("\\.", -1)));
    if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    segments.replaceAll(AttributeTree::strip);
    return segments;
  }

  /**
   * Strips white space as Python does, including non-breaking spaces and U+0085; {@link
   * String#strip()} does not.
   */
  private static String strip(String segment) {
    int start = 0;
    int end = segment.length();
    while (start < end && isSpace(segment.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(segment.charAt(end - 1))) {
      end--;
    }
    return segment.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String join(String name, String segment) {
    return name.isEmpty() ? segment : name + "." + segment;
  }
}
