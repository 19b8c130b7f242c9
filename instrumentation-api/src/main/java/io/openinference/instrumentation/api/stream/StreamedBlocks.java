// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a message that come in pieces. The pieces of several blocks may interleave. A block
 * may have no start and no end.
 */
final class GrowingBlocks {

  /** An index beyond is a fault of the server. */
  private static final long MAX_INDEX = 65_535;

  /** Strings that come whole. All others grow. */
  private static final Set<String> WHOLE =
      Set.of("toolUseId", "tool_use_id", "name", "type", "id", "status", "format");

  private static final String INPUT = "input";

  private final ContentBudget budget;
  private final NavigableMap<Long, Map<String, Object>> blocks = new TreeMap<>();

  GrowingBlocks(ContentBudget budget) {
    this.budget = budget;
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /**
   * Adds a piece to a block.
   *
   * @param index null for the block that came last
   * @return whether the piece has content
   */
  boolean add(@Nullable Long index, WireObject piece) {
    Long key = index == null ? last() : index;
    Map<String, Object> block = blocks.get(key);
    if (block == null) {
      if (key < 0 || key > MAX_INDEX || !budget.takeWhole(2 * ENTRY)) {
        return false;
      }
      block = new LinkedHashMap<>();
      blocks.put(key, block);
    }
    return merge(block, piece.fields());
  }

  private Long last() {
    return blocks.isEmpty() ? Long.valueOf(0) : blocks.lastKey();
  }

  private boolean merge(Map<String, Object> target, Map<?, ?> piece) {
    boolean hasContent = false;
    for (Map.Entry<?, ?> field : piece.entrySet()) {
      Object value = field.getValue();
      if (value != null) {
        hasContent |= merge(target, String.valueOf(field.getKey()), value);
      }
    }
    return hasContent;
  }

  @SuppressWarnings("unchecked") // All maps inside were made here.
  private boolean merge(Map<String, Object> target, String name, Object value) {
    Object known = target.get(name);
    if (value instanceof String text && !WHOLE.contains(name)) {
      return grow(target, name, text);
    }
    if (value instanceof Map<?, ?> object && !(known instanceof StringBuilder)) {
      if (known == null && budget.takeWhole(ENTRY + name.length())) {
        known = new LinkedHashMap<String, Object>();
        target.put(name, known);
      }
      return known instanceof Map && merge((Map<String, Object>) known, object);
    }
    if (value instanceof List<?> list) {
      return addAll(target, name, list);
    }
    if (known == null && budget.takeSmall(ENTRY + name.length() + JsonSize.of(value))) {
      target.put(name, value);
    }
    return false;
  }

  private boolean grow(Map<String, Object> target, String name, String text) {
    StringBuilder grown = target.get(name) instanceof StringBuilder builder ? builder : null;
    if (grown == null) {
      if (!budget.takeWhole(ENTRY + name.length())) {
        budget.leaveOut(text.length());
        return false;
      }
      grown = new StringBuilder();
      target.put(name, grown); // An empty object may stand there, in place of arguments to come.
    }
    budget.append(text, grown);
    return !text.isEmpty();
  }

  private boolean addAll(Map<String, Object> target, String name, List<?> list) {
    Elements elements = target.get(name) instanceof Elements known ? known : new Elements();
    target.put(name, elements);
    for (Object element : list) {
      if (element != null && budget.takeWhole(ENTRY + JsonSize.of(element))) {
        elements.list.add(element);
      }
    }
    return !list.isEmpty();
  }

  /** Returns the blocks in the order of their indices. */
  List<Object> toList() {
    List<Object> list = new ArrayList<>(blocks.size());
    blocks.values().forEach(block -> list.add(plain(block)));
    return list;
  }

  private static Map<String, Object> plain(Map<?, ?> block) {
    Map<String, Object> plain = new LinkedHashMap<>();
    block.forEach((name, value) -> plain.put(String.valueOf(name), plain(name, value)));
    return plain;
  }

  private static Object plain(Object name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return plain(map);
    }
    if (value instanceof Elements elements) {
      return elements.list;
    }
    return value instanceof StringBuilder text ? plainText(name, text.toString()) : value;
  }

  private static Object plainText(Object name, String text) {
    if (!INPUT.equals(name)) {
      return text;
    }
    // A tool without arguments has an empty text here.
    Map<String, ?> parsed = text.isBlank() ? Map.of() : WireJson.parseAll(text);
    return parsed == null ? text : parsed;
  }

  /**
   * Elements that have come; a class of its own, because lists of the wire are taken as they are.
   */
  private static final class Elements {
    private final List<Object> list = new ArrayList<>();
  }
}
