// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds the content of a log record for the span that has the key. An exporter or a
 * processor of the application sees the name of the key and a value without content. The content
 * lives as long as the span.
 */
final class HeldMessage implements AttributeKey<String> {

  private static final String PREFIX = "gen_ai.log_record.";

  private final long number;
  private final @Nullable String event;
  private final Attributes attributes;

  /**
   * Creates a key.
   *
   * @param number the position in the order of all messages
   * @param event the name of the event that these attributes describe, or null if they are
   *     attributes of the span itself
   */
  HeldMessage(long number, @Nullable String event, Attributes attributes) {
    this.number = number;
    this.event = event;
    this.attributes = attributes;
  }

  long number() {
    return number;
  }

  @Nullable String event() {
    return event;
  }

  Attributes attributes() {
    return attributes;
  }

  @Override
  public String getKey() {
    return PREFIX + number;
  }

  @Override
  public AttributeType getType() {
    return AttributeType.STRING;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeldMessage message && message.number == number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  /** Omits the content, because spans print their keys. */
  @Override
  public String toString() {
    return getKey();
  }
}
