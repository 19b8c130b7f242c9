// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of a span, such as {@code gen_ai.user.message}.
 *
 * @since 0.1.0
 */
public final class GenAiEvent {

  /** Holds the content of an event. */
  static final AttributeKey<String> CONTENT = AttributeKey.stringKey("gen_ai.event.content");

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

  /**
   * Returns the event of a log record, as newer tracers emit it in the context of a span. A message
   * becomes the attribute {@code gen_ai.event.content}: a text, or JSON.
   *
   * @param name the name of the event
   * @param attributes the attributes of the log record
   * @param body the body of the log record, or null
   */
  public static GenAiEvent ofLogRecord(
      String name, Attributes attributes, @Nullable Value<?> body) {
    @Nullable Object content =
        body == null
            ? EventMessages.ofAttributes(name, AttributeValues.of(attributes))
            : AttributeValues.tree(body);
    return new GenAiEvent(
        name,
        content == null
            ? attributes
            : attributes.toBuilder().put(CONTENT, JsonText.plain(content)).build());
  }

  /** Returns the name of the event. */
  public String name() {
    return name;
  }

  /** Returns the attributes of the event. */
  public Attributes attributes() {
    return attributes;
  }

  /**
   * Tells whether the event holds content of messages. A tracer that must not capture content emits
   * events that hold roles, names of tools and ids alone.
   */
  public boolean hasContent() {
    return EventMessages.hasContent(this);
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
