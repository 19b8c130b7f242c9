// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Spans in the order they ended, with a bound on their number and bytes. The batch that is sent
 * stays in it until it is delivered or given up, so that the bound holds in every state. Not safe
 * for threads; its owner has the lock.
 */
final class SpanQueue {

  private final int maxSpans;
  private final long maxBytes;
  private final Deque<QueuedSpan> waiting = new ArrayDeque<>();
  private final Deque<QueuedSpan> batch = new ArrayDeque<>();
  private long waitingBytes;
  private long batchBytes;
  private boolean sending;

  SpanQueue(int maxSpans, long maxBytes) {
    this.maxSpans = maxSpans;
    this.maxBytes = maxBytes;
  }

  /** Adds the newest span and returns how many of the oldest went for it, or itself. */
  int add(QueuedSpan span) {
    waiting.addLast(span);
    waitingBytes += span.bytes();
    int dropped = 0;
    while (isOverBound() && dropOldest()) {
      dropped++;
    }
    return dropped;
  }

  private boolean isOverBound() {
    // The request that is being sent holds a copy of its batch. Its spans take no place in the
    // number: that is for those which wait.
    long bytes = waitingBytes + batchBytes + (sending ? batchBytes : 0);
    int spans = sending ? waiting.size() : size();
    return spans > maxSpans || bytes > maxBytes;
  }

  private boolean dropOldest() {
    if (!sending && !batch.isEmpty()) {
      batchBytes -= batch.removeFirst().bytes();
      return true;
    }
    if (waiting.isEmpty()) {
      return false;
    }
    waitingBytes -= waiting.removeFirst().bytes();
    return true;
  }

  int size() {
    return waiting.size() + batch.size();
  }

  /** Returns the place of the oldest span, or {@link Long#MAX_VALUE}. */
  long oldestSequence() {
    QueuedSpan oldest = batch.isEmpty() ? waiting.peekFirst() : batch.peekFirst();
    return oldest == null ? Long.MAX_VALUE : oldest.sequence();
  }

  /** Returns the spans that no request has held yet. */
  int waitingSpans() {
    return waiting.size();
  }

  long waitingBytes() {
    return waitingBytes;
  }

  int batchSpans() {
    return batch.size();
  }

  long batchBytes() {
    return batchBytes;
  }

  /** Returns whether a batch that failed is to be sent again. */
  boolean hasBatch() {
    return !batch.isEmpty();
  }

  /** Starts an attempt with the batch that failed, or else with a new one. */
  List<QueuedSpan> startSending(int maxBatch, long maxBatchBytes) {
    sending = true;
    if (batch.isEmpty()) {
      do {
        QueuedSpan span = waiting.removeFirst();
        waitingBytes -= span.bytes();
        batchBytes += span.bytes();
        batch.addLast(span);
      } while (!waiting.isEmpty()
          && batch.size() < maxBatch
          && batchBytes + waiting.getFirst().bytes() <= maxBatchBytes);
    }
    return new ArrayList<>(batch);
  }

  /** Takes all but the first spans out of the batch; they are the next ones again. */
  void shortenBatch(int count) {
    while (batch.size() > count) {
      QueuedSpan last = batch.removeLast();
      batchBytes -= last.bytes();
      waitingBytes += last.bytes();
      waiting.addFirst(last);
    }
  }

  /** Ends an attempt; the batch is sent again. */
  void keepBatch() {
    sending = false;
  }

  /** Ends an attempt; the batch is delivered or given up. Returns the number of its spans. */
  int removeBatch() {
    sending = false;
    int count = batch.size();
    batch.clear();
    batchBytes = 0;
    return count;
  }

  /** Returns how many spans were left. */
  int clear() {
    int count = size();
    waiting.clear();
    waitingBytes = 0;
    removeBatch();
    return count;
  }
}
