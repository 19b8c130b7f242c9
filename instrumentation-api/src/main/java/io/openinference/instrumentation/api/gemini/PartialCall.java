// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
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
  private final ContentBudget budget;
  private PartialArguments arguments;
  private boolean isOpen;

  PartialCall(ContentBudget budget) {
    this.budget = budget;
    this.part = new LatestFields(budget);
    this.call = new LatestFields(budget);
    this.arguments = new PartialArguments(budget);
  }

  /** Tells whether a part continues this call. A part that names another call does not. */
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
    part.putAll(next, CALL);
    WireObject fragment = next.object(CALL);
    isOpen = Boolean.TRUE.equals(fragment.get(CONTINUES));
    call.putAll(fragment, CONTINUES, PIECES);
    if (!fragment.object(ARGUMENTS).isEmpty()) {
      arguments = new PartialArguments(budget); // Whole arguments replace the pieces before them.
    }
    fragment.objects(PIECES).forEach(arguments::add);
  }

  /** Adds the fields beside an empty call, such as a signature. The empty call ends this call. */
  void addBeside(WireObject next) {
    part.putAll(next, CALL);
  }

  Map<String, Object> toMap() {
    Map<String, Object> merged = call.toMap();
    if (!arguments.isEmpty()) {
      Map<?, ?> whole = merged.get(ARGUMENTS) instanceof Map<?, ?> map ? map : Map.of();
      merged.put(ARGUMENTS, merged(whole, arguments.toMap()));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(CALL, merged);
    map.putAll(part.toMap());
    return map;
  }

  /** Pieces may add to an object that came whole. */
  private static Map<Object, @Nullable Object> merged(Map<?, ?> whole, Map<?, ?> pieces) {
    Map<Object, @Nullable Object> all = new LinkedHashMap<>(whole);
    pieces.forEach(
        (name, piece) ->
            all.put(
                name,
                all.get(name) instanceof Map<?, ?> object && piece instanceof Map<?, ?> further
                    ? merged(object, further)
                    : piece));
    return all;
  }
}
