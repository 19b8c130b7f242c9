// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Those who wait until spans are gone. Not safe for threads; its owner has the lock. */
final class Flushes {

  private final List<Flush> waiting = new ArrayList<>();

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Adds one that waits for the span of this place in the order, and for all before it. */
  CompletableResultCode add(long lastSequence) {
    Flush flush = new Flush(lastSequence, new CompletableResultCode());
    waiting.add(flush);
    return flush.result;
  }

  /** Takes those whose spans are gone. */
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

  /** Tells them, without a lock: what they do then is not ours. */
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
