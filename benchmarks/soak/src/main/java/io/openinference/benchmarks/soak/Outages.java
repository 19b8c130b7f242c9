// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.benchmarks.soak.Collector.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a collector fail in one way after the other, well in between. */
final class Outages implements AutoCloseable {

  private static final long OUTAGE_MILLIS = 2_500;
  private static final long HEALTHY_MILLIS = 5_000;
  private static final List<State> FAILURES = List.of(State.AWAY, State.HANGING, State.REFUSING);

  private final Collector collector;
  private final Thread thread = new Thread(this::run, "outages");
  private final AtomicInteger count = new AtomicInteger();

  Outages(Collector collector) {
    this.collector = collector;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(HEALTHY_MILLIS);
        become(FAILURES.get(count.getAndIncrement() % FAILURES.size()));
        TimeUnit.MILLISECONDS.sleep(OUTAGE_MILLIS);
        become(State.HEALTHY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void become(State state) {
    try {
      collector.become(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int count() {
    return count.get();
  }

  /** Leaves the collector healthy. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    become(State.HEALTHY);
  }
}
