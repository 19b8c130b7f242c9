// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The callers that wait until their spans are delivered. Not thread-safe; the caller holds the
 * lock.
 */
final class Flushes {

  private final List<Flush> waiting = new ArrayList<>();

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Adds a caller that waits for the span with this sequence number and all earlier spans. */
  CompletableResultCode add(long lastSequence) {
    Flush flush = new Flush(lastSequence, new CompletableResultCode());
    waiting.add(flush);
    return flush.result;
  }

  /** Removes the callers whose spans have left the queue. */
  List<CompletableResultCode> takeBefore(long oldestSequence) {
    List<CompletableResultCode> taken = new ArrayList<>();
    for (Iterator<Flush> each = waiting.iterator(); each.hasNext(); ) {
      Flush flush = each.next();
      if (flush.lastSequence < oldestSequence) {
        taken.add(flush.result);
        each.remove();
      }
    }
    return taken;
  }

  List<CompletableResultCode> takeAll() {
    return takeBefore(Long.MAX_VALUE);
  }

  /** Notifies the callers without holding the lock, because their callbacks are foreign code. */
  static void complete(List<CompletableResultCode> results, boolean success) {
    for (CompletableResultCode result : results) {
      if (success) {
        result.succeed();
      } else {
        result.fail();
      }
    }
  }

  private record Flush(long lastSequence, CompletableResultCode result) {}
}
