// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a span that a filter can read.
 *
 * @since 0.1.0
 */
public interface SpanView {

  /** Returns a field such as {@code span_kind} or {@code latency_ms}; null if the span has none. */
  @Nullable Object field(String name);

  /** Returns the value of an attribute, also one inside of a JSON text; null if there is none. */
  @Nullable Object attribute(String key);

  /** Returns {@code label}, {@code score} or {@code explanation} of an annotation. */
  @Nullable Object annotation(String name, String property);
}
