// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** A processor that looks at spans only when they start. */
interface StartProcessor extends SpanProcessor {

  @Override
  default boolean isStartRequired() {
    return true;
  }

  @Override
  default void onEnd(ReadableSpan span) {}

  @Override
  default boolean isEndRequired() {
    return false;
  }
}
