// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import io.openinference.viewer.internal.store.TraceStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deletes what is too old or too much, once a minute. */
final class Retention implements AutoCloseable {

  static final long DEFAULT_BYTES = 2L << 30;

  private final ScheduledExecutorService executor;
  private final Future<?> scheduled;

  private Retention(ScheduledExecutorService executor, Future<?> scheduled) {
    this.executor = executor;
    this.scheduled = scheduled;
  }

  static Retention start(TraceStore store, @Nullable Duration maxAge, long maxBytes) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "openinference-viewer-retention");
              thread.setDaemon(true);
              return thread;
            });
    long bytes = maxBytes > 0 ? maxBytes : DEFAULT_BYTES;
    var scheduled =
        executor.scheduleWithFixedDelay(
            () -> {
              long oldest =
                  maxAge == null
                      ? 0
                      : TimeUnit.MILLISECONDS.toNanos(
                          System.currentTimeMillis() - maxAge.toMillis());
              var unused = store.retain(oldest, bytes);
            },
            1,
            60,
            TimeUnit.SECONDS);
    return new Retention(executor, scheduled);
  }

  @Override
  public void close() {
    scheduled.cancel(false);
    executor.shutdownNow();
  }
}
