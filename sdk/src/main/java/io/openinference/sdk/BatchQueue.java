// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches in the order they came, with a bound. Not safe for threads; its owner has the lock. */
final class BatchQueue {

  private final int maxSpans;
  private final long maxBytes;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private int spans;

  BatchQueue(int maxSpans, long maxBytes) {
    this.maxSpans = maxSpans;
    this.maxBytes = maxBytes;
  }

  void addLast(Batch batch) {
    batches.addLast(batch);
    spans += batch.spans().size();
  }

  void addFirst(Batch batch) {
    batches.addFirst(batch);
    spans += batch.spans().size();
  }

  @Nullable Batch pollFirst() {
    Batch batch = batches.pollFirst();
    if (batch != null) {
      spans -= batch.spans().size();
    }
    return batch;
  }

  List<Batch> batches() {
    return new ArrayList<>(batches);
  }

  /** Removes the oldest batches until the number of spans is within the bound. */
  List<Batch> trimSpans() {
    List<Batch> removed = new ArrayList<>();
    while (spans > maxSpans && batches.size() > 1) {
      removed.add(batches.getFirst());
      pollFirst();
    }
    return removed;
  }

  /** Removes the oldest batches until spans and bytes are within the bounds. */
  List<Batch> trim() {
    List<Batch> removed = trimSpans();
    long bytes = batches.stream().mapToLong(Batch::bytes).sum();
    while (bytes > maxBytes && batches.size() > 1) {
      Batch oldest = batches.getFirst();
      bytes -= oldest.bytes();
      pollFirst();
      removed.add(oldest);
    }
    return removed;
  }

  List<Batch> clear() {
    List<Batch> removed = batches();
    batches.clear();
    spans = 0;
    return removed;
  }
}
