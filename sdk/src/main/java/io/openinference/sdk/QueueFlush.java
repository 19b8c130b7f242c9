// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Flushes the queues of the span processors.
 *
 * <p>The batch processor answers a flush with the result of an earlier one that has not quite
 * ended, and then leaves spans in the queue that ended since. A flush after that one covers them.
 */
final class QueueFlush {

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final int MAX_PAUSES = 100;

  /** Returns whether the queues are empty; waits until the time of {@link System#nanoTime}. */
  static boolean flush(SdkTracerProvider provider, long deadlineNanos) {
    join(provider.forceFlush(), deadlineNanos);
    CompletableResultCode result = CompletableResultCode.ofSuccess();
    // What is complete at once may be the earlier result still.
    for (int i = 0; i < MAX_PAUSES && result.isDone(); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      result = provider.forceFlush();
    }
    return join(result, deadlineNanos).isSuccess();
  }

  static CompletableResultCode join(CompletableResultCode result, long deadlineNanos) {
    return result.join(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private QueueFlush() {}
}
