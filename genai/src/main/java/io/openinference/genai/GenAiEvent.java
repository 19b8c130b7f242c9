// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;

/**
 * An event of a span, such as {@code gen_ai.user.message}.
 *
 * @param name the name of the event
 * @param attributes the attributes of the event
 * @since 0.1.0
 */
public record GenAiEvent(String name, Attributes attributes) {

  /** Creates an event. */
  public GenAiEvent {
    requireNonNull(name, "name");
    requireNonNull(attributes, "attributes");
  }
}
