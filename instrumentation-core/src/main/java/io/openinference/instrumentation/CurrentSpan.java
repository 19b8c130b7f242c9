// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** The OpenInference span in a context, stored beside the OpenTelemetry span. */
final class CurrentSpan {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private static final ContextKey<OpenInferenceSpan<?>> KEY =
      ContextKey.named("openinference-span");

  /** Returns the innermost span, or a span that records nothing. */
  static OpenInferenceSpan<?> in(Context context) {
    try {
      OpenInferenceSpan<?> span = context.get(KEY);
      if (span != null) {
        return span;
      }
    } catch (Throwable t) {
      GUARD.handle("currentSpan", t);
    }
    return new ChainSpan(Span.getInvalid(), context, null);
  }

  static Context store(OpenInferenceSpan<?> span, Context context) {
    // An unrecorded span must cost little. Replaces the outer span, so that code of the
    // unrecorded span does not write to the outer span.
    return span.isRecording() || context.get(KEY) != null ? context.with(KEY, span) : context;
  }

  private CurrentSpan() {}
}
