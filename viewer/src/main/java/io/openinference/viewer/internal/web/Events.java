// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells open pages that the store has changed, as server-sent events. */
final class Events implements AutoCloseable {

  private static final int MAX_PAGES = 100;
  private static final long KEEP_ALIVE_MILLIS = 15_000;

  /** A busy store commits more often than a person can see. */
  private static final long MIN_GAP_MILLIS = 250;

  private final Object lock = new Object();
  private final AtomicInteger pages = new AtomicInteger();

  @GuardedBy("lock")
  private long changes;

  @GuardedBy("lock")
  private boolean closed;

  void changed() {
    synchronized (lock) {
      changes++;
      lock.notifyAll();
    }
  }

  /** Answers on a thread of its own until the page closes. */
  void serve(HttpExchange exchange) throws IOException, HttpError {
    if (pages.incrementAndGet() > MAX_PAGES) {
      pages.decrementAndGet();
      throw new HttpError(503, "Too many pages listen for changes.");
    }
    long seen;
    synchronized (lock) {
      seen = changes;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    Thread thread = new Thread(() -> run(exchange, seen), "openinference-viewer-events");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(HttpExchange exchange, long first) {
    try (OutputStream out = exchange.getResponseBody()) {
      long seen = first;
      write(out, "retry: 1000\n\n");
      while (true) {
        long now;
        synchronized (lock) {
          if (changes == seen && !closed) {
            lock.wait(KEEP_ALIVE_MILLIS);
          }
          if (closed) {
            return;
          }
          now = changes;
        }
        write(out, now == seen ? ": still here\n\n" : "event: change\ndata: " + now + "\n\n");
        seen = now;
        Thread.sleep(MIN_GAP_MILLIS);
      }
    } catch (IOException gone) {
      // The page was closed.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      pages.decrementAndGet();
      exchange.close();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
