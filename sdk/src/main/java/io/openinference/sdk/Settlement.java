// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to a batch after an answer: the batch is delivered, sent again, split in
 * half or dropped. Not thread-safe; the caller holds the lock.
 */
final class Settlement {

  private static final long MIN_REQUEST_BYTES = 64 * 1024;

  private final BatchExporter exporter;
  private final SpanQueue queue;
  private final Outage outage;
  private final LossReport losses;

  /** Shrinks when the collector refuses requests because of their size. */
  private long maxRequestBytes = RequestSplitter.MAX_REQUEST_BYTES;

  private int doubtfulAttempts;

  Settlement(BatchExporter exporter, SpanQueue queue, Outage outage, LossReport losses) {
    this.exporter = exporter;
    this.queue = queue;
    this.outage = outage;
    this.losses = losses;
  }

  long maxRequestBytes() {
    return maxRequestBytes;
  }

  /** Resets the attempts of the previous batch. */
  void startBatch() {
    doubtfulAttempts = 0;
  }

  /** Returns a line to log, or null if there is nothing to log. */
  @Nullable String settle(Answer answer, long now) {
    return switch (answer.outcome()) {
      case DELIVERED -> finish(now);
      case TOO_LARGE -> shorten(answer, now);
      case REFUSED, UNSENDABLE -> giveUp(answer, now);
      default -> keepOrGiveUp(answer, now);
    };
  }

  private @Nullable String finish(long now) {
    queue.removeBatch();
    return outage.over(now);
  }

  private @Nullable String shorten(Answer answer, long now) {
    int spans = queue.batchSpans();
    if (spans <= 1) {
      return giveUp(answer, now);
    }
    maxRequestBytes = Math.max(MIN_REQUEST_BYTES, queue.batchBytes() / 2);
    queue.keepBatch();
    queue.shortenBatch(spans / 2);
    return null;
  }

  private @Nullable String giveUp(Answer answer, long now) {
    losses.add(queue.removeBatch(), LossKind.refused(exporter.endpoint(), answer));
    return switch (answer.outcome()) {
      // The collector answers, so the next batch need not wait.
      case REFUSED, TOO_LARGE -> outage.overByRefusal(answer, now);
      case UNSENDABLE -> null;
      default -> {
        outage.failed(answer, now);
        yield null;
      }
    };
  }

  /** Drops a batch that fails by itself, so that it does not block the other batches for ever. */
  private @Nullable String keepOrGiveUp(Answer answer, long now) {
    boolean isOversized = exporter.isOversized();
    boolean mayBeTheCause =
        answer.outcome() == DeliveryOutcome.UNCLEAR
            // A server may stop reading a request that is too large.
            || (isOversized && answer.outcome().isWithoutAnswer());
    if (mayBeTheCause && ++doubtfulAttempts >= BatchExporter.maxAttempts(isOversized)) {
      return giveUp(answer, now);
    }
    queue.keepBatch();
    outage.failed(answer, now);
    return null;
  }
}
