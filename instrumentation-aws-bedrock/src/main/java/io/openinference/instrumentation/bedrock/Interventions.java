// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.WireJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells a text that a guardrail has blocked from one in which it has masked something. */
final class Interventions {

  private static final String ACTION = "\"action\":\"";

  /**
   * Returns whether a guardrail that has intervened has blocked the text.
   *
   * @param assessments what the guardrail has found, and what it did about each; a guardrail that
   *     does not tell has blocked the text
   */
  static boolean block(@Nullable Object... assessments) {
    // A text cannot hold these words as they are: JSON escapes quotes.
    String json = WireJson.toJson(Arrays.asList(assessments));
    return !json.contains(ACTION) || json.contains(ACTION + "BLOCKED\"");
  }

  private Interventions() {}
}
