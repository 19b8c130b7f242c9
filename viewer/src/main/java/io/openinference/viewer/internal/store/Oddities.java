// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.util.concurrent.TimeUnit;

/**
 * What is wrong with a single span, as bits.
 *
 * @since 0.1.0
 */
public final class Oddities {

  /** The span has no start. */
  public static final int NO_START = 1;

  /** The span starts more than a day after it arrived. */
  public static final int FUTURE = 2;

  /** The span has no end. */
  public static final int NO_END = 4;

  /** The span ends before it starts. */
  public static final int ENDS_BEFORE_START = 8;

  /** The application has dropped attributes, events or links of the span. */
  public static final int LOSSY = 16;

  /** The span has no cost. The one that is shown comes from {@link Prices}. */
  public static final int PRICED = 32;

  private static final long ONE_DAY = TimeUnit.DAYS.toNanos(1);

  static int of(OtlpSpan span, long receivedMillis) {
    int bits = 0;
    if (span.startNanos() == 0) {
      bits |= NO_START;
    } else if (isFuture(span.startNanos(), receivedMillis)) {
      bits |= FUTURE;
    }
    if (span.endNanos() == 0) {
      bits |= NO_END;
    } else if (Long.compareUnsigned(span.endNanos(), span.startNanos()) < 0) {
      bits |= ENDS_BEFORE_START;
    }
    if (span.droppedAttributes() != 0 || span.droppedEvents() != 0 || span.droppedLinks() != 0) {
      bits |= LOSSY;
    }
    return bits;
  }

  /** Times are unsigned, so that the largest ones are negative in Java. */
  private static boolean isFuture(long nanos, long receivedMillis) {
    return nanos < 0 || nanos > TimeUnit.MILLISECONDS.toNanos(receivedMillis) + ONE_DAY;
  }

  private Oddities() {}
}
