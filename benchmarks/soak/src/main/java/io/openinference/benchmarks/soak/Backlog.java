// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches how many spans have ended and not arrived. */
final class Backlog implements AutoCloseable {

  private static final long INTERVAL_MILLIS = 20;

  private final SpanCount ended;
  private final Ledger arrived;
  private final Thread thread = new Thread(this::run, "backlog");
  private final AtomicInteger largest = new AtomicInteger();

  Backlog(SpanCount ended, Ledger arrived) {
    this.ended = ended;
    this.arrived = arrived;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        largest.accumulateAndGet(ended.ended() - arrived.arrivedSpans(), Math::max);
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int largest() {
    return largest.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
