// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a conversation: the root span of a trace, with what went in and what came out.
 *
 * @since 0.1.0
 */
public final class SessionTurn {

  private final PhoenixSpan root;

  SessionTurn(PhoenixSpan root) {
    this.root = root;
  }

  /** Returns the id of the trace. */
  public String traceId() {
    return root.traceId();
  }

  /** Returns the root span. */
  public PhoenixSpan root() {
    return root;
  }

  /** Returns {@code input.value}, or null. */
  public @Nullable String input() {
    return text("input.value");
  }

  /** Returns {@code output.value}, or null. */
  public @Nullable String output() {
    return text("output.value");
  }

  /** Returns the start. */
  public Instant startTime() {
    return root.startTime();
  }

  /** Returns the end. */
  public Instant endTime() {
    return root.endTime();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionTurn that && root.equals(that.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** Shows the trace only, because input and output are content. */
  @Override
  public String toString() {
    return "SessionTurn{traceId=" + traceId() + "}";
  }

  private @Nullable String text(String key) {
    Object value = root.attribute(key);
    return value == null ? null : value.toString();
  }
}
