// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.AbandonedObjects;
import java.lang.ref.Cleaner.Cleanable;

/** Ends the spans of iterators and streams that the application abandoned. */
final class AbandonedSpans {

  static Cleanable endWhenUnreachable(OpenInferenceSpan<?> span, Object owner, Runnable beforeEnd) {
    Runnable endSpan =
        () -> {
          try {
            span.ifRecording(beforeEnd);
          } finally {
            span.end();
          }
        };
    // An unrecorded span must not cost a reference that the garbage collector has to follow.
    return span.isRecording() ? AbandonedObjects.register(owner, endSpan) : endSpan::run;
  }

  private AbandonedSpans() {}
}
