// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.util.concurrent.TimeUnit;

/**
 * The faults of a single span, as bits.
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

  /** The span starts before the year 2000, so that its clock or its unit is wrong. */
  public static final int PAST = 64;

  /** The span starts at a plausible time, and ends more than a day after it arrived. */
  public static final int ENDS_IN_FUTURE = 128;

  private static final long ONE_DAY = TimeUnit.DAYS.toNanos(1);

  private static final long MAX_LATENCY = TimeUnit.DAYS.toNanos(10 * 365);
  private static final long YEAR_2000 = TimeUnit.SECONDS.toNanos(946_684_800L);

  static int of(OtlpSpan span, long receivedMillis) {
    int bits = ofStart(span.startNanos(), receivedMillis) | ofEnd(span, receivedMillis);
    if (span.droppedAttributes() != 0 || span.droppedEvents() != 0 || span.droppedLinks() != 0) {
      bits |= LOSSY;
    }
    return bits;
  }

  private static int ofStart(long start, long receivedMillis) {
    if (start == 0) {
      return NO_START;
    } else if (isFuture(start, receivedMillis)) {
      return FUTURE;
    }
    return start < YEAR_2000 ? PAST : 0;
  }

  private static int ofEnd(OtlpSpan span, long receivedMillis) {
    if (span.endNanos() == 0) {
      return NO_END;
    } else if (Long.compareUnsigned(span.endNanos(), span.startNanos()) < 0) {
      return ENDS_BEFORE_START;
    }
    boolean onlyTheEnd =
        isFuture(span.endNanos(), receivedMillis) && !isFuture(span.startNanos(), receivedMillis);
    return onlyTheEnd ? ENDS_IN_FUTURE : 0;
  }

  /** Returns whether the start says when the span was. */
  static boolean hasStart(long start, long receivedMillis) {
    return ofStart(start, receivedMillis) == 0;
  }

  /** Returns the latency in nanoseconds; 0 if one of the two times says nothing. */
  static long latency(OtlpSpan span, long receivedMillis) {
    long latency = span.endNanos() - span.startNanos();
    boolean bothSane = span.startNanos() != 0 && ofEnd(span, receivedMillis) == 0 && latency > 0;
    // A span that begins before 2000 and ends now has two clocks.
    return bothSane && latency < MAX_LATENCY ? latency : 0;
  }

  /** Times are unsigned, so that the largest ones are negative in Java. */
  private static boolean isFuture(long nanos, long receivedMillis) {
    return nanos < 0 || nanos > TimeUnit.MILLISECONDS.toNanos(receivedMillis) + ONE_DAY;
  }

  private Oddities() {}
}
