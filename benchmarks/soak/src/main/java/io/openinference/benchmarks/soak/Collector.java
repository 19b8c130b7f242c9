// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Takes OTLP over HTTP and can go away, hang and refuse.
 *
 * <p>It takes the spans of a request exactly if it answers with 200: a collector that takes spans
 * and then fails to say so makes every sender send them twice.
 */
final class Collector implements AutoCloseable {

  /** The largest request that Phoenix and other receivers accept over gRPC. */
  static final int MAX_REQUEST_BYTES = 4 << 20;

  private static final int PENDING_CONNECTIONS = 128;
  private static final int SLOW_SECONDS = 8;

  private final Consumer<ArrivedSpan> spans;
  private final ExecutorService executor = Executors.newCachedThreadPool(Collector::daemon);
  private final AtomicLong largestRequest = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();
  // Held for reading while a request is answered, for writing while the state changes.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Object stateChange = new Object();
  private volatile State state = State.HEALTHY;
  private HttpServer server;

  Collector(Consumer<ArrivedSpan> spans) throws IOException {
    this.spans = spans;
    this.server = listen(0);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "collector");
    thread.setDaemon(true);
    return thread;
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer created =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PENDING_CONNECTIONS);
    created.createContext("/v1/traces", this::answer);
    created.setExecutor(executor);
    created.start();
    return created;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Changes to the state, after requests that are being answered. */
  void become(State next) throws IOException {
    lock.writeLock().lock();
    try {
      if (next == State.AWAY && state != State.AWAY) {
        server.stop(0);
      } else if (next != State.AWAY && state == State.AWAY) {
        server = listen(server.getAddress().getPort());
      }
      state = next;
    } finally {
      lock.writeLock().unlock();
    }
    synchronized (stateChange) {
      stateChange.notifyAll();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      byte[] bytes = new GZIPInputStream(body).readAllBytes();
      largestRequest.accumulateAndGet(bytes.length, Math::max);
      if (state == State.HANGING) {
        awaitOtherState();
        return;
      }
      if (state == State.SLOW && !pause()) {
        return;
      }
      lock.readLock().lock();
      try {
        answer(exchange, bytes);
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(SLOW_SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitOtherState() {
    synchronized (stateChange) {
      while (state == State.HANGING) {
        try {
          stateChange.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] request) throws IOException {
    if (request.length > MAX_REQUEST_BYTES) {
      refused.incrementAndGet();
      exchange.sendResponseHeaders(413, -1);
    } else if (state != State.HEALTHY && state != State.SLOW) {
      exchange.sendResponseHeaders(503, -1);
    } else {
      take(ExportTraceServiceRequest.parseFrom(request), spans);
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  static void take(ExportTraceServiceRequest request, Consumer<ArrivedSpan> spans) {
    for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        for (Span span : scopeSpans.getSpansList()) {
          spans.accept(ArrivedSpan.of(resourceSpans.getResource(), span));
        }
      }
    }
  }

  /** Returns the bytes of the largest request, before compression. */
  long largestRequest() {
    return largestRequest.get();
  }

  /** Returns the number of requests that were larger than allowed. */
  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  enum State {
    HEALTHY,
    AWAY,
    HANGING,
    REFUSING,
    /** Takes spans, each request after a while. */
    SLOW
  }
}
