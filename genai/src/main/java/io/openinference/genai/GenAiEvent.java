// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of a span, such as {@code gen_ai.user.message}.
 *
 * @since 0.1.0
 */
public final class GenAiEvent {

  private final String name;
  private final Attributes attributes;

  /**
   * Creates an event.
   *
   * @param name the name of the event
   * @param attributes the attributes of the event
   */
  public GenAiEvent(String name, Attributes attributes) {
    this.name = requireNonNull(name, "name");
    this.attributes = requireNonNull(attributes, "attributes");
  }

  /** Returns the name of the event. */
  public String name() {
    return name;
  }

  /** Returns the attributes of the event. */
  public Attributes attributes() {
    return attributes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GenAiEvent event
        && name.equals(event.name)
        && attributes.equals(event.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, attributes);
  }

  /** Describes the event by its name alone, because attributes may hold content. */
  @Override
  public String toString() {
    return "GenAiEvent{" + name + "}";
  }
}
