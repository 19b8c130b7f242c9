// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that come in pieces, each with the JSON path of its place.
 *
 * <pre>{@code
 * {"jsonPath": "$.stops[0].city", "stringValue": "Ber", "willContinue": true}
 * {"jsonPath": "$.stops[0].city", "stringValue": "gen"}
 * }</pre>
 */
final class PartialArguments {

  /** A larger index is a fault of the server, and would require filling a large gap. */
  private static final int MAX_GAP = 1_000;

  private static final int MAX_DEPTH = 64;

  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,6})]|\\['([^']*)']|\\[\"([^\"]*)\"]");

  private final ContentBudget budget;
  private final Map<Object, @Nullable Object> root = new LinkedHashMap<>();

  /**
   * @param budget limits the size of the arguments
   */
  PartialArguments(ContentBudget budget) {
    this.budget = budget;
  }

  boolean isEmpty() {
    return root.isEmpty();
  }

  /** Adds a piece. A piece is left out if its path cannot be read. */
  void add(WireObject piece) {
    String path = piece.text("jsonPath");
    List<Object> steps = path == null ? List.of() : steps(path);
    if (!steps.isEmpty() && steps.size() <= MAX_DEPTH) {
      Object container = root;
      for (int i = 0; i < steps.size() - 1 && container != null; i++) {
        container = child(container, steps.get(i), steps.get(i + 1) instanceof Integer);
      }
      if (container != null) {
        set(container, steps.get(steps.size() - 1), piece);
      }
    }
  }

  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    String afterRoot = path.startsWith("$") ? path.substring(1) : path;
    Matcher matcher = STEP.matcher(afterRoot);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      if (matcher.group(2) != null) {
        steps.add(Integer.valueOf(matcher.group(2)));
      } else {
        String name = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        steps.add(name == null ? matcher.group(4) : name);
      }
    }
    return end == afterRoot.length() ? steps : List.of();
  }

  private @Nullable Object child(Object container, Object step, boolean isList) {
    Object known = get(container, step);
    if (known instanceof Map || known instanceof List) {
      return known;
    }
    Object created = isList ? new ArrayList<>() : new LinkedHashMap<>();
    return put(container, step, created) ? created : null;
  }

  private void set(Object container, Object step, WireObject piece) {
    String text = piece.string("stringValue");
    if (text != null) {
      if (get(container, step) instanceof StringBuilder grown) {
        budget.append(text, grown);
        return;
      }
      StringBuilder grown = new StringBuilder();
      if (put(container, step, grown)) {
        budget.append(text, grown);
      }
    } else if (piece.get("numberValue") != null || piece.get("boolValue") != null) {
      put(container, step, piece.first("numberValue", "boolValue"));
    } else if (piece.fields().containsKey("nullValue")) {
      put(container, step, null);
    }
  }

  private static @Nullable Object get(Object container, Object step) {
    if (container instanceof Map<?, ?> map) {
      return map.get(step);
    }
    List<?> list = (List<?>) container;
    return step instanceof Integer index && index < list.size() ? list.get(index) : null;
  }

  @SuppressWarnings("unchecked") // This class made all maps and lists inside.
  private boolean put(Object container, Object step, @Nullable Object value) {
    if (container instanceof Map<?, ?> map) {
      return put((Map<Object, @Nullable Object>) map, step, value);
    }
    List<@Nullable Object> list = (List<@Nullable Object>) container;
    int index = step instanceof Integer position ? position : list.size();
    int grown = Math.max(0, index + 1 - list.size());
    if (grown > MAX_GAP || !budget.takeWhole(grown * ENTRY)) {
      return false;
    }
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value);
    return true;
  }

  private boolean put(Map<Object, @Nullable Object> map, Object step, @Nullable Object value) {
    String name = String.valueOf(step);
    if (!map.containsKey(name) && !budget.takeWhole(ENTRY + name.length())) {
      return false;
    }
    map.put(name, value);
    return true;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    root.forEach((name, value) -> map.put(String.valueOf(name), plain(value)));
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof StringBuilder) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(plain(element)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, element) -> copy.put(name, plain(element)));
      return copy;
    }
    return value;
  }
}
