// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes.
 *
 * <p>It takes what waits, writes it in one transaction, and completes the requests after the
 * commit. So the disk is asked once for many requests.
 */
final class StoreWriter implements AutoCloseable {

  private static final Logger logger = Logger.getLogger(StoreWriter.class.getName());
  private static final int MAX_GROUP = 2_000;

  private final Connection connection;
  private final SpanInserter inserter;
  private final AnnotationWriter annotations;
  private final Deletion deletion;
  private final DatasetWriter datasets;
  private final Experiments experiments;
  private final Runnable afterCommit;
  private final Thread thread;
  private final long maxQueuedBytes;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ArrayDeque<Task> queue = new ArrayDeque<>();

  @GuardedBy("lock")
  private long queuedBytes;

  @GuardedBy("lock")
  private boolean closed;

  StoreWriter(Connection connection, long maxQueuedBytes, Runnable afterCommit)
      throws SQLException {
    this.connection = connection;
    this.maxQueuedBytes = maxQueuedBytes;
    this.afterCommit = afterCommit;
    this.annotations = new AnnotationWriter(connection);
    this.inserter = new SpanInserter(connection, annotations);
    this.deletion = new Deletion(connection);
    this.datasets = new DatasetWriter(connection);
    this.experiments = new Experiments(connection);
    this.thread = new Thread(this::run, "openinference-viewer-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues spans. Returns null if the queue is full. */
  @Nullable CompletableFuture<Long> submit(List<SpanRow> spans) {
    long bytes = 0;
    for (SpanRow span : spans) {
      bytes += 500 + span.packed().length + span.grams().length + span.indexedText().length();
    }
    return enqueue(
        new Task(
            spans.size(),
            bytes,
            () -> {
              long added = 0;
              for (SpanRow span : spans) {
                added += inserter.insert(span) ? 1 : 0;
              }
              return added;
            }));
  }

  /** Queues another change. */
  CompletableFuture<Long> submit(Change change) {
    CompletableFuture<Long> result = enqueue(new Task(1, 0, change));
    return result == null
        ? CompletableFuture.failedFuture(new SQLException("the store is closed"))
        : result;
  }

  private @Nullable CompletableFuture<Long> enqueue(Task task) {
    synchronized (lock) {
      boolean full = task.bytes > 0 && queuedBytes > 0 && queuedBytes + task.bytes > maxQueuedBytes;
      if (closed || full) {
        return null;
      }
      queue.add(task);
      queuedBytes += task.bytes;
      lock.notifyAll();
    }
    return task.result;
  }

  SpanInserter inserter() {
    return inserter;
  }

  AnnotationWriter annotations() {
    return annotations;
  }

  Deletion deletion() {
    return deletion;
  }

  DatasetWriter datasets() {
    return datasets;
  }

  Experiments experiments() {
    return experiments;
  }

  private void run() {
    while (true) {
      List<Task> group = take();
      if (group.isEmpty()) {
        return;
      }
      try {
        write(group);
      } catch (RuntimeException | SQLException failure) {
        rollBack();
        retryAlone(group, failure);
      }
      synchronized (lock) {
        for (Task task : group) {
          queuedBytes -= task.bytes;
        }
      }
    }
  }

  private List<Task> take() {
    synchronized (lock) {
      while (queue.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException ignored) {
          // Only close() ends this thread.
        }
      }
      List<Task> group = new ArrayList<>();
      int spans = 0;
      while (!queue.isEmpty() && (group.isEmpty() || spans + queue.element().spans <= MAX_GROUP)) {
        Task task = queue.remove();
        group.add(task);
        spans += task.spans;
      }
      return group;
    }
  }

  private void write(List<Task> group) throws SQLException {
    List<Long> results = new ArrayList<>();
    for (Task task : group) {
      results.add(task.change.run());
    }
    inserter.beforeCommit();
    connection.commit();
    for (int i = 0; i < results.size(); i++) {
      group.get(i).result.complete(results.get(i));
    }
    afterCommit.run();
  }

  /** Writes each request in a transaction of its own, so that only the bad one fails. */
  private void retryAlone(List<Task> group, Exception failure) {
    for (Task task : group) {
      if (group.size() == 1) {
        logger.log(Level.WARNING, "The store cannot write", failure);
        task.result.completeExceptionally(failure);
        return;
      }
      try {
        write(List.of(task));
      } catch (RuntimeException | SQLException again) {
        rollBack();
        logger.log(Level.WARNING, "The store cannot write", again);
        task.result.completeExceptionally(again);
      }
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
      inserter.rolledBack();
    } catch (SQLException broken) {
      logger.log(Level.WARNING, "The store cannot roll back", broken);
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    connection.close();
  }

  /** A change, with the number that it reports. */
  interface Change {
    long run() throws SQLException;
  }

  private static final class Task {
    private final int spans;
    private final long bytes;
    private final Change change;
    private final CompletableFuture<Long> result = new CompletableFuture<>();

    Task(int spans, long bytes, Change change) {
      this.spans = spans;
      this.bytes = bytes;
      this.change = change;
    }
  }
}
