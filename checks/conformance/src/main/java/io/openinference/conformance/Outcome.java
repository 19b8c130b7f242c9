// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The result of masking a value.
 *
 * @param kept whether the value stays as it is
 * @param replacement what is recorded in its place; null if nothing is, or if it is kept
 * @since 0.1.0
 */
public record Outcome(boolean kept, @Nullable String replacement) {

  /** The value stays as it is. */
  public static final Outcome KEPT = new Outcome(true, null);

  /** The attribute is not set. */
  public static final Outcome NOTHING = new Outcome(false, null);

  /** Keeps an image up to the limit. A longer one is uploaded, else redacted. */
  public static final Outcome LIMITED = replaced("limited");

  /** Another value is recorded. */
  public static Outcome replaced(String replacement) {
    return new Outcome(false, replacement);
  }

  static Outcome of(JsonNode recorded) {
    if (recorded.isMissingNode()) {
      return KEPT;
    }
    String text = recorded.textValue();
    return text.equals("nothing") ? NOTHING : replaced(text);
  }
}
