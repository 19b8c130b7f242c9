// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a function whose arguments may come in pieces. */
final class PartialCall {

  private static final String CALL = "functionCall";
  private static final String CONTINUES = "willContinue";
  private static final String PIECES = "partialArgs";
  private static final String ARGUMENTS = "args";

  private final LatestFields part;
  private final LatestFields call;
  private final PartialArguments arguments;
  private boolean isOpen;

  PartialCall(ContentBudget budget) {
    this.part = new LatestFields(budget);
    this.call = new LatestFields(budget);
    this.arguments = new PartialArguments(budget);
  }

  /** Tells whether a part goes on with this call: it names no other one. */
  boolean continuesWith(WireObject next) {
    WireObject fragment = next.object(CALL);
    return isOpen
        && isSame("id", fragment)
        && (fragment.text("id") != null || isSame("name", fragment));
  }

  private boolean isSame(String field, WireObject fragment) {
    String value = fragment.text(field);
    Object known = call.get(field);
    return value == null || known == null || value.equals(known);
  }

  void add(WireObject next) {
    next.fields().forEach((name, value) -> putUnless(CALL, part, name, value));
    WireObject fragment = next.object(CALL);
    isOpen = Boolean.TRUE.equals(fragment.get(CONTINUES));
    for (Map.Entry<?, ?> field : fragment.fields().entrySet()) {
      if (!field.getKey().equals(CONTINUES)) {
        putUnless(PIECES, call, field.getKey(), field.getValue());
      }
    }
    fragment.objects(PIECES).forEach(arguments::add);
  }

  private static void putUnless(
      String excluded, LatestFields fields, Object name, @Nullable Object value) {
    if (name instanceof String field && !field.equals(excluded)) {
      fields.put(field, value);
    }
  }

  Map<String, Object> toMap() {
    Map<String, Object> merged = call.toMap();
    if (!arguments.isEmpty()) {
      Map<String, Object> all = new LinkedHashMap<>();
      if (merged.get(ARGUMENTS) instanceof Map<?, ?> whole) {
        whole.forEach((name, value) -> all.put(String.valueOf(name), value));
      }
      all.putAll(arguments.toMap());
      merged.put(ARGUMENTS, all);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(CALL, merged);
    map.putAll(part.toMap());
    return map;
  }
}
