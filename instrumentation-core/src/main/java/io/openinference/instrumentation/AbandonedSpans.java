// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/** Ends the spans of iterators and streams that nobody holds any more. */
final class AbandonedSpans {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  static Cleanable endWhenUnreachable(OpenInferenceSpan<?> span, Object owner, Runnable beforeEnd) {
    Runnable endSpan =
        () -> {
          try {
            span.ifRecording(beforeEnd);
          } finally {
            span.end();
          }
        };
    // A span that is not recorded must not cost a reference that the garbage collector follows.
    return span.isRecording() ? register(owner, endSpan) : endSpan::run;
  }

  static Cleanable register(Object owner, Runnable end) {
    try {
      return Holder.CLEANER.register(owner, end);
    } catch (Throwable t) {
      // No thread to be had: the span still ends with the iteration, but not when abandoned.
      GUARD.handle("registerAbandoned", t);
      return end::run;
    }
  }

  // Apart, so that its thread starts with the first use and inside the guard.
  private static final class Holder {
    static final Cleaner CLEANER = Cleaner.create();
  }

  private AbandonedSpans() {}
}
