// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.instrumentation.Blob;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands blobs to one daemon thread. A blob counts against the bounds until it is written. Equal
 * blobs count once, because each turn of a conversation sends its images again.
 */
final class WriteQueue {

  private final int maxSize;
  private final int maxBytes;
  private final Consumer<Blob> write;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(WriteQueue::newThread);
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<String> pendingNames = new HashSet<>();

  @GuardedBy("lock")
  private int pendingBytes;

  WriteQueue(int maxSize, int maxBytes, Consumer<Blob> write) {
    this.maxSize = maxSize;
    this.maxBytes = maxBytes;
    this.write = write;
  }

  /** Returns true if the blob will be written. */
  boolean offer(Blob blob) {
    int bytes = blob.data().length;
    synchronized (lock) {
      if (worker.isShutdown()) {
        return false;
      }
      if (pendingNames.contains(blob.fileName())) {
        return true;
      }
      if (pendingNames.size() >= maxSize || bytes > maxBytes - pendingBytes) {
        return false;
      }
      worker.execute(() -> run(blob));
      pendingNames.add(blob.fileName());
      pendingBytes += bytes;
      return true;
    }
  }

  /**
   * Rejects further blobs and waits for the accepted ones.
   *
   * @return the number of blobs that are lost because the time is over
   */
  int shutdown(Duration timeout) {
    synchronized (lock) {
      worker.shutdown();
    }
    if (awaitWorker(timeout)) {
      return 0;
    }
    synchronized (lock) {
      worker.shutdownNow();
      return pendingNames.size();
    }
  }

  private void run(Blob blob) {
    try {
      write.accept(blob);
    } finally {
      synchronized (lock) {
        pendingNames.remove(blob.fileName());
        pendingBytes -= blob.data().length;
      }
    }
  }

  private boolean awaitWorker(Duration timeout) {
    try {
      return worker.awaitTermination(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "openinference-blob-folder");
    thread.setDaemon(true);
    return thread;
  }
}
