// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps batches that the collector could not take and sends them again, in order and one at a time,
 * until it does. OpenTelemetry's own exporter gives a batch up after its timeout of 10 seconds.
 *
 * <p>Nobody waits for a collector that is away: as soon as an attempt failed, results of all kept
 * batches are failures, and those of new batches are failures at once. The number of kept spans and
 * their bytes are bounded; the oldest go first.
 */
final class RedeliveringSpanExporter implements SpanExporter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final int MAX_UNCLEAR_ATTEMPTS = 5;
  private static final int MAX_OVERSIZED_ATTEMPTS = 2;

  private final SpanExporter delegate;
  private final long shutdownMillis;
  private final DropLog dropLog;
  private final CompletableResultCode shutdownResult = new CompletableResultCode();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final BatchQueue queue;

  @GuardedBy("lock")
  private final Backoff backoff;

  @GuardedBy("lock")
  private final List<CompletableResultCode> flushes = new ArrayList<>();

  /** An attempt is under way. */
  @GuardedBy("lock")
  private boolean sending;

  /** The last attempt failed; another one will follow. */
  @GuardedBy("lock")
  private boolean holding;

  @GuardedBy("lock")
  private boolean scheduled;

  @GuardedBy("lock")
  private boolean closing;

  @GuardedBy("lock")
  private boolean closed;

  RedeliveringSpanExporter(SpanExporter delegate, RedeliverySettings settings) {
    this.delegate = delegate;
    this.shutdownMillis = settings.shutdownMillis();
    this.queue = new BatchQueue(settings.maxSpans(), settings.maxBytes());
    this.backoff = new Backoff(settings.initialBackoffMillis(), settings.maxBackoffMillis());
    this.dropLog = new DropLog(settings);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    Batch batch = new Batch(spans);
    List<Batch> dropped;
    boolean isHeld;
    synchronized (lock) {
      if (closing) {
        return CompletableResultCode.ofFailure();
      }
      queue.addLast(batch);
      isHeld = holding;
      dropped = isHeld ? queue.trim() : queue.trimSpans();
    }
    drop(dropped, DropLog.Reason.FULL);
    if (isHeld) {
      batch.complete(false);
    } else {
      sendQueue();
    }
    return batch.result();
  }

  /** Completes when nothing is left to send, or fails as soon as the collector is unreachable. */
  @Override
  public CompletableResultCode flush() {
    CompletableResultCode result = new CompletableResultCode();
    synchronized (lock) {
      flushes.add(result);
    }
    sendQueue();
    return result;
  }

  /** Tries to deliver what is kept, for a bounded time, and gives the rest up. */
  @Override
  public CompletableResultCode shutdown() {
    synchronized (lock) {
      if (closing) {
        return shutdownResult;
      }
      closing = true;
    }
    giveUpAfter(shutdownMillis);
    flush().whenComplete(this::finishShutdown);
    return shutdownResult;
  }

  /** Shuts down by then, whatever is under way. */
  void giveUpAfter(long millis) {
    schedule(this::finishShutdown, millis);
  }

  private void finishShutdown() {
    List<Batch> undelivered;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closing = true;
      closed = true;
      undelivered = queue.clear();
    }
    drop(undelivered, DropLog.Reason.SHUTDOWN);
    CompletableResultCode delegateResult = delegate.shutdown();
    delegateResult.whenComplete(
        () -> {
          if (undelivered.isEmpty() && delegateResult.isSuccess()) {
            shutdownResult.succeed();
          } else {
            shutdownResult.fail();
          }
        });
  }

  /** Loops rather than recurs, because an exporter may complete at once. */
  private void sendQueue() {
    Batch batch = startSending();
    while (batch != null) {
      Batch sent = batch;
      CompletableResultCode attempt = attempt(sent);
      if (!attempt.isDone()) {
        attempt.whenComplete(
            () -> {
              if (settle(sent, attempt)) {
                sendQueue();
              }
            });
        return;
      }
      batch = settle(sent, attempt) ? startSending() : null;
    }
  }

  private @Nullable Batch startSending() {
    List<CompletableResultCode> flushed;
    synchronized (lock) {
      if (sending) {
        return null;
      }
      Batch batch = queue.pollFirst();
      if (batch != null) {
        sending = true;
        return batch;
      }
      holding = false;
      flushed = takeFlushes();
    }
    flushed.forEach(CompletableResultCode::succeed);
    return null;
  }

  private CompletableResultCode attempt(Batch batch) {
    return GuardedExport.export(delegate, batch.spans());
  }

  /** Returns whether the next batch may be sent now. */
  private boolean settle(Batch batch, CompletableResultCode attempt) {
    DeliveryOutcome outcome = DeliveryOutcome.of(attempt);
    switch (outcome) {
      case DELIVERED -> finish(batch, true);
      case TOO_LARGE -> {
        if (batch.spans().size() > 1) {
          replaceByHalves(batch);
        } else {
          giveUp(batch, DropLog.Reason.TOO_LARGE);
        }
      }
      case REFUSED -> giveUp(batch, DropLog.Reason.REFUSED);
      default -> {
        if (isGivenUp(batch, outcome)) {
          giveUp(batch, DropLog.Reason.REFUSED);
        } else {
          hold(batch, outcome);
          return false;
        }
      }
    }
    return true;
  }

  /** A batch that is the cause of its failure must not block the others for ever. */
  private static boolean isGivenUp(Batch batch, DeliveryOutcome outcome) {
    boolean isOversized = batch.bytes() > RequestSplitter.MAX_REQUEST_BYTES;
    boolean mayBeTheCause =
        outcome == DeliveryOutcome.UNCLEAR
            // A server may stop to read what is too large for it.
            || (isOversized && outcome == DeliveryOutcome.UNANSWERED);
    return mayBeTheCause
        && batch.countDoubtfulAttempt()
            >= (isOversized ? MAX_OVERSIZED_ATTEMPTS : MAX_UNCLEAR_ATTEMPTS);
  }

  private void finish(Batch batch, boolean success) {
    synchronized (lock) {
      sending = false;
      holding = false;
      backoff.reset();
    }
    batch.complete(success);
  }

  private void giveUp(Batch batch, DropLog.Reason reason) {
    dropLog.warnOfLoss(batch.spans().size(), reason);
    finish(batch, false);
  }

  private void replaceByHalves(Batch batch) {
    List<Batch> halves = batch.halves();
    synchronized (lock) {
      sending = false;
      queue.addFirst(halves.get(1));
      queue.addFirst(halves.get(0));
    }
  }

  private void hold(Batch batch, DeliveryOutcome outcome) {
    List<Batch> kept;
    List<Batch> dropped;
    DropLog.Reason reason;
    List<CompletableResultCode> failedFlushes;
    synchronized (lock) {
      sending = false;
      holding = true;
      queue.addFirst(batch);
      dropped = closed ? queue.clear() : queue.trim();
      reason = closed ? DropLog.Reason.SHUTDOWN : DropLog.Reason.FULL;
      kept = queue.batches();
      failedFlushes = outcome.isWithoutAnswer() ? takeFlushes() : List.of();
    }
    drop(dropped, reason);
    kept.forEach(waiting -> waiting.complete(false));
    failedFlushes.forEach(CompletableResultCode::fail);
    if (!kept.isEmpty()) {
      dropLog.warnOfHolding();
      scheduleAttempt();
    }
  }

  private void scheduleAttempt() {
    long delayMillis;
    synchronized (lock) {
      if (scheduled) {
        return;
      }
      scheduled = true;
      delayMillis = backoff.nextMillis();
    }
    schedule(this::sendScheduled, delayMillis);
  }

  private void sendScheduled() {
    synchronized (lock) {
      scheduled = false;
    }
    sendQueue();
  }

  private void drop(List<Batch> batches, DropLog.Reason reason) {
    for (Batch batch : batches) {
      dropLog.warnOfLoss(batch.spans().size(), reason);
      batch.complete(false);
    }
  }

  @GuardedBy("lock")
  private List<CompletableResultCode> takeFlushes() {
    List<CompletableResultCode> taken = new ArrayList<>(flushes);
    flushes.clear();
    return taken;
  }

  /** Runs on threads that the JVM shares, so that an idle exporter has none. */
  private static void schedule(Runnable task, long delayMillis) {
    CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS)
        .execute(() -> GUARD.run("scheduled export", task));
  }

  @Override
  public String toString() {
    return "RedeliveringSpanExporter{" + delegate + "}";
  }
}
