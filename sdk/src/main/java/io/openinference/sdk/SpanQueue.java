// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Holds spans in the order in which they ended, bounded by number and bytes. The batch being sent
 * stays in the queue until it is delivered or dropped, so the bound always holds. Not thread-safe;
 * the caller holds the lock.
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

  /**
   * Adds the newest span and returns how many spans were dropped for it: the oldest ones, or the
   * span itself.
   */
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
    // The request being sent holds a copy of its batch. The spans of the batch do not count
    // against the number, which bounds waiting spans only.
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

  /** Returns the sequence number of the oldest span, or {@link Long#MAX_VALUE}. */
  long oldestSequence() {
    QueuedSpan oldest = batch.isEmpty() ? waiting.peekFirst() : batch.peekFirst();
    return oldest == null ? Long.MAX_VALUE : oldest.sequence();
  }

  /** Returns the number of spans that no request has held yet. */
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

  /** Tells whether a failed batch must be sent again. */
  boolean hasBatch() {
    return !batch.isEmpty();
  }

  /** Starts an attempt with the failed batch, or else with a new one. */
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

  /** Returns all spans but the first ones from the batch to the queue; they come next. */
  void shortenBatch(int count) {
    while (batch.size() > count) {
      QueuedSpan last = batch.removeLast();
      batchBytes -= last.bytes();
      waitingBytes += last.bytes();
      waiting.addFirst(last);
    }
  }

  /** Ends an attempt whose batch will be sent again. */
  void keepBatch() {
    sending = false;
  }

  /**
   * Ends an attempt whose batch is delivered or dropped. Returns the number of spans in the batch.
   */
  int removeBatch() {
    sending = false;
    int count = batch.size();
    batch.clear();
    batchBytes = 0;
    return count;
  }

  /** Returns the number of spans that were left. */
  int clear() {
    int count = size();
    waiting.clear();
    waitingBytes = 0;
    removeBatch();
    return count;
  }
}
