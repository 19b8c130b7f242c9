// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * APIs of decision models with a fixed name, the values of {@link
 * DecisionAttributes#DECISION_SYSTEM}. If one applies, it must be used; otherwise a custom value
 * may be used.
 *
 * @since 0.1.0
 */
public enum DecisionSystem {
  /** The API of TypeSafe. */
  TYPESAFE("typesafe"),

  /** The API of OpenAI. */
  OPENAI("openai");

  private final String value;

  DecisionSystem(String value) {
    this.value = value;
  }

  /**
   * Finds the system with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the system, or null if no system has this value
   */
  public static @Nullable DecisionSystem fromValue(String value) {
    for (DecisionSystem system : values()) {
      if (system.value.equals(value)) {
        return system;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code openai}} */
  public String value() {
    return value;
  }
}
