// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Delivers spans to one exporter. One bounded queue holds the spans, and one thread takes a batch,
 * sends it and acts on the answer. The thread starts with the first span and ends after a while
 * without work.
 */
final class SpanDelivery {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final DeliverySettings settings;
  private final BatchExporter exporter;
  private final LossReport losses = new LossReport();
  private final AtomicBoolean lateTold = new AtomicBoolean();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();

  @GuardedBy("lock")
  private final SpanQueue queue;

  @GuardedBy("lock")
  private final Outage outage;

  @GuardedBy("lock")
  private final Flushes flushes = new Flushes();

  @GuardedBy("lock")
  private long sequence;

  /** The time at which the oldest span outside a request entered the queue. */
  @GuardedBy("lock")
  private long waitingSinceNanos;

  @GuardedBy("lock")
  private long lastWorkNanos;

  @GuardedBy("lock")
  private final Settlement settlement;

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private boolean closing;

  @GuardedBy("lock")
  private boolean closed;

  SpanDelivery(BatchExporter exporter, DeliverySettings settings) {
    this.exporter = exporter;
    this.settings = settings;
    this.outage = new Outage(exporter.endpoint(), settings);
    this.queue = new SpanQueue(settings.maxSpans(), settings.maxBytes());
    this.settlement = new Settlement(exporter, queue, outage, losses);
  }

  /** Adds an ended span to the queue. The caller never waits for the collector. */
  void add(SpanData span) {
    long bytes = SpanWeight.of(span);
    boolean isLate;
    int dropped = 0;
    lock.lock();
    try {
      isLate = closed;
      if (!isLate) {
        if (queue.waitingSpans() == 0) {
          waitingSinceNanos = System.nanoTime();
          lastWorkNanos = waitingSinceNanos;
          work.signalAll();
        }
        dropped = queue.add(new QueuedSpan(span, bytes, ++sequence));
        if (isBatchFull()) {
          work.signalAll();
        }
        startThread();
      }
    } finally {
      lock.unlock();
    }
    if (isLate) {
      losses.add(1, LossKind.AFTER_CLOSE);
      if (lateTold.compareAndSet(false, true)) {
        DeliveryLog.warn("OpenInference lost a span: " + LossKind.of(1, LossKind.AFTER_CLOSE));
      }
    } else if (dropped > 0) {
      losses.add(dropped, LossKind.full(exporter.endpoint(), settings));
    }
  }

  @GuardedBy("lock")
  private boolean isBatchFull() {
    return queue.waitingSpans() >= settings.maxBatch()
        || queue.waitingBytes() >= settlement.maxRequestBytes();
  }

  @GuardedBy("lock")
  private void startThread() {
    if (thread == null) {
      thread = DeliveryThreads.create(this::run, "openinference-delivery");
      thread.start();
    }
  }

  private void run() {
    try {
      while (isAtWork()) {
        losses.printDue();
        announceOutage();
        List<QueuedSpan> batch = awaitBatch();
        if (!batch.isEmpty()) {
          deliver(batch);
        }
      }
    } catch (OutOfMemoryError noMemory) {
      // The next span starts a new thread; the application may have freed memory by then.
      endThread();
    } catch (Throwable fault) {
      endThread();
      GUARD.handle("delivery of spans", fault);
    }
  }

  private void endThread() {
    lock.lock();
    try {
      queue.keepBatch();
      thread = null;
    } finally {
      lock.unlock();
    }
  }

  /** Returns false and releases thread and connections after a while without spans. */
  private boolean isAtWork() {
    if (hasWork()) {
      return true;
    }
    // Without the lock, because a call that ends meanwhile must not wait for the connections.
    exporter.release();
    return !isEnded();
  }

  private boolean hasWork() {
    lock.lock();
    try {
      return !closed && (!isIdle(System.nanoTime()) || losses.nanosUntilDue() != Long.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread, unless spans have come while it released the connections. */
  private boolean isEnded() {
    lock.lock();
    try {
      if (hasWork()) {
        return false;
      }
      thread = null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isIdle(long now) {
    return queue.size() == 0 && (closing || nanosUntilIdle(now) == 0);
  }

  @GuardedBy("lock")
  private long nanosUntilIdle(long now) {
    return Math.max(0, IDLE_NANOS - (now - lastWorkNanos));
  }

  private void announceOutage() {
    String line;
    lock.lock();
    try {
      line = closing ? null : outage.announce(System.nanoTime());
    } finally {
      lock.unlock();
    }
    if (line != null) {
      DeliveryLog.warn(line);
    }
  }

  /** Returns the next batch if it is due, or null if there is other work. */
  private List<QueuedSpan> awaitBatch() throws InterruptedException {
    lock.lock();
    try {
      for (long nanos = nanosUntilWork(); nanos > 0; nanos = nanosUntilWork()) {
        long unused = work.awaitNanos(nanos);
      }
      long now = System.nanoTime();
      return nanosUntilBatch(now) == 0 ? startSending(now) : List.of();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private long nanosUntilWork() {
    if (closed) {
      return 0;
    }
    long now = System.nanoTime();
    long untilLoss = losses.nanosUntilDue();
    if (isIdle(now) && untilLoss == Long.MAX_VALUE) {
      return 0;
    }
    long untilIdle = queue.size() > 0 || isIdle(now) ? Long.MAX_VALUE : nanosUntilIdle(now);
    long untilOutage = closing ? Long.MAX_VALUE : outage.nanosUntilAnnouncement(now);
    long untilLine = Math.min(untilLoss, untilOutage);
    return Math.min(nanosUntilBatch(now), Math.min(untilIdle, untilLine));
  }

  @GuardedBy("lock")
  private List<QueuedSpan> startSending(long now) {
    if (!queue.hasBatch()) {
      settlement.startBatch();
    }
    // The remaining spans start a new wait for further spans.
    waitingSinceNanos = now;
    return queue.startSending(settings.maxBatch(), settlement.maxRequestBytes());
  }

  @GuardedBy("lock")
  private long nanosUntilBatch(long now) {
    if (queue.size() == 0 || closed) {
      return Long.MAX_VALUE;
    }
    if (outage.isOn()) {
      return outage.nanosUntilNextAttempt(now);
    }
    boolean isWanted = closing || !flushes.isEmpty() || queue.hasBatch() || isBatchFull();
    return isWanted ? 0 : Math.max(0, settings.delay().toNanos() - (now - waitingSinceNanos));
  }

  private void deliver(List<QueuedSpan> batch) {
    List<SpanData> request = exporter.firstRequest(batch);
    if (request.size() < batch.size()) {
      lock.lock();
      try {
        queue.shortenBatch(request.size());
      } finally {
        lock.unlock();
      }
    }
    Answer answer = exporter.send(request, settings.exportTimeout());
    settle(request, answer);
  }

  private void settle(List<SpanData> request, Answer answer) {
    String line;
    List<CompletableResultCode> done;
    boolean isUnreachable;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      lastWorkNanos = System.nanoTime();
      line = settlement.settle(answer, lastWorkNanos);
      isUnreachable = isUnreachable(answer);
      done = isUnreachable ? flushes.takeAll() : flushes.takeBefore(queue.oldestSequence());
    } finally {
      lock.unlock();
    }
    if (answer.rejectedSpans() > 0) {
      long rejected = Math.min(answer.rejectedSpans(), request.size());
      losses.add(rejected, LossKind.rejected(exporter.endpoint()));
    }
    if (line != null) {
      DeliveryLog.info(line);
    }
    Flushes.complete(done, !isUnreachable);
  }

  /** Tells whether waiting callers should wait longer; they wait for at most 10 seconds. */
  @GuardedBy("lock")
  private boolean isUnreachable(Answer answer) {
    return (answer.outcome().isWithoutAnswer() && !outage.isNextAttemptAtOnce())
        || outage.isAskedToWaitBeyond(lastWorkNanos + PATIENCE_NANOS);
  }

  /**
   * Sends all ended spans. The result succeeds when all of them have left the queue, and fails as
   * soon as the collector is unreachable.
   */
  CompletableResultCode flush() {
    lock.lock();
    try {
      if (queue.size() == 0) {
        return CompletableResultCode.ofSuccess();
      }
      if (closed || outage.isAskedToWaitBeyond(System.nanoTime() + PATIENCE_NANOS)) {
        return CompletableResultCode.ofFailure();
      }
      CompletableResultCode result = flushes.add(sequence);
      outage.tryAtOnce(System.nanoTime());
      startThread();
      work.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Counts a span that was lost before it entered the queue. */
  void addLost(String kind) {
    losses.add(1, kind);
  }

  /** Returns the number of spans that are lost for good. */
  long lostSpans() {
    return losses.total();
  }

  /**
   * Sends the remaining spans until the given time of {@link System#nanoTime}, and drops the rest.
   */
  void close(long deadlineNanos) {
    boolean isHopeless;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closing = true;
      isHopeless = outage.isAskedToWaitBeyond(deadlineNanos);
    } finally {
      lock.unlock();
    }
    boolean isDelivered = !isHopeless && flushTwice(deadlineNanos);
    finishClose(isDelivered);
    losses.printAll();
  }

  /** Sends twice, because calls may end while the first request is under way. */
  private boolean flushTwice(long deadlineNanos) {
    if (!flushUntil(deadlineNanos)) {
      return false;
    }
    return flushUntil(deadlineNanos);
  }

  private boolean flushUntil(long deadlineNanos) {
    return flush()
        .join(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)
        .isSuccess();
  }

  private void finishClose(boolean isDelivered) {
    Thread ending;
    List<CompletableResultCode> unfinished;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      int left = queue.clear();
      if (left > 0) {
        losses.add(
            left,
            isDelivered
                ? LossKind.AFTER_CLOSE
                : LossKind.undelivered(exporter.endpoint(), outage.lastAnswer()));
      }
      unfinished = flushes.takeAll();
      ending = thread;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      ending.interrupt();
    }
    exporter.shutdown();
    Flushes.complete(unfinished, false);
  }

  @Override
  public String toString() {
    return "SpanDelivery{" + exporter + "}";
  }
}
