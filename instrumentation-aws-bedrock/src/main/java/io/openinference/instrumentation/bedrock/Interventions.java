// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a text that a guardrail has blocked from one in which it has masked something. */
final class Interventions {

  /** Deeper than any assessment. */
  private static final int MAX_DEPTH = 10;

  /**
   * Returns whether a guardrail that has intervened has blocked the text.
   *
   * @param assessments what the guardrail has found, and what it did about each; a guardrail that
   *     does not tell has blocked the text
   */
  static boolean block(@Nullable Object... assessments) {
    Set<String> actions = new HashSet<>();
    for (Object assessment : assessments) {
      collect(assessment, actions, 0);
    }
    return actions.isEmpty() || actions.contains("BLOCKED");
  }

  private static void collect(@Nullable Object value, Set<String> actions, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, actions, depth + 1));
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("action") instanceof String action) {
        actions.add(action);
      }
      map.values().forEach(field -> collect(field, actions, depth + 1));
    }
  }

  private Interventions() {}
}
