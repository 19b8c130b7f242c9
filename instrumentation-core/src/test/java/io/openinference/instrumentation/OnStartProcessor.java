// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** A span processor that looks at spans when they start. */
interface OnStartProcessor extends SpanProcessor {

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
