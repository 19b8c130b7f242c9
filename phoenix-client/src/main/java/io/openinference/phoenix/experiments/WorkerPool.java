// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Works on many items with a few threads, and stops at the first error. */
final class WorkerPool implements AutoCloseable {

  private final int workers;
  private final ExecutorService threads;

  WorkerPool(int workers) {
    this.workers = workers;
    // Scopes that the caller opened hold for tasks as well.
    this.threads = Context.taskWrapping(Executors.newCachedThreadPool(daemons()));
  }

  /** A try that ignores its interruption must not keep the program from ending. */
  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return code -> {
      Thread thread = new Thread(code, "experiment-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Returns the threads for what workers wait for. */
  ExecutorService threads() {
    return threads;
  }

  /**
   * Works on all items.
   *
   * @throws RuntimeException what an item threw; items that had not begun are left out
   * @throws CancellationException if this thread is interrupted
   */
  <T> void forEach(List<T> items, Work<T> work) {
    Queue<T> queue = new ConcurrentLinkedQueue<>(items);
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, items.size()); i++) {
      futures.add(threads.submit(() -> drain(queue, work)));
    }
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      queue.clear();
      futures.forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new CancellationException("The experiment was interrupted.");
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    }
  }

  private static <T> Void drain(Queue<T> queue, Work<T> work) throws InterruptedException {
    try {
      for (T item = queue.poll(); item != null; item = queue.poll()) {
        work.on(item);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      queue.clear();
      throw e;
    }
    return null;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** The work on an item. */
  @FunctionalInterface
  interface Work<T> {
    void on(T item) throws InterruptedException;
  }
}
