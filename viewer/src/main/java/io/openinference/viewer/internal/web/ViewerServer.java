// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The servers for HTTP and gRPC.
 *
 * @since 0.1.0
 */
public final class ViewerServer implements AutoCloseable {

  /** A message takes up to 64 MiB while it is read, so that few are read at once. */
  private static final int GRPC_THREADS = 8;

  static {
    // The server of the JDK reads these once, when its first class loads.
    setDefault("sun.net.httpserver.nodelay", "true");
    // Senders that stall hold a thread and a connection as long.
    setDefault("sun.net.httpserver.maxReqTime", "20");
    setDefault("jdk.httpserver.maxConnections", "500");
  }

  private final WebSettings settings;
  private final Gate gate;
  private final Ingest ingest;
  private final Router router;
  private final Events events;
  private final ExecutorService executor;
  private final ExecutorService grpcExecutor;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable OtlpGrpc grpc;
  private int port;
  private int otlpPort = -1;

  private ViewerServer(WebSettings settings, TraceStore store, Events events, ObjectMapper mapper) {
    this.settings = settings;
    this.events = events;
    this.gate = new Gate(settings);
    RunningSpans running = new RunningSpans(events::changed);
    this.ingest = new Ingest(store, settings.prices(), running);
    AtomicInteger count = new AtomicInteger();
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "openinference-viewer-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    // A thread for each connection, so that stalled connections do not keep others waiting.
    this.executor = Executors.newCachedThreadPool(threads);
    this.grpcExecutor = Executors.newFixedThreadPool(GRPC_THREADS, threads);
    this.router = new Router(settings, gate, store, ingest, running, events, mapper);
  }

  /**
   * Starts the servers.
   *
   * @throws IOException if the port of the pages is taken
   */
  public static ViewerServer start(
      WebSettings settings, TraceStore store, ChangeSignal signal, ObjectMapper mapper)
      throws IOException {
    Events events = new Events();
    signal.tell(events::changed);
    ViewerServer server = new ViewerServer(settings, store, events, mapper);
    try {
      server.bind();
      return server;
    } catch (IOException | RuntimeException | Error failure) {
      server.close();
      throw failure;
    }
  }

  /** Loads the classes of the server and of the first page, for a start on two threads. */
  public static void load() throws IOException {
    try {
      // No instance: a server that never started does not close its selector.
      Class.forName("sun.net.httpserver.ServerImpl", true, HttpServer.class.getClassLoader());
    } catch (ClassNotFoundException otherServer) {
      // The start loads the classes then.
    }
    new Assets("").load();
  }

  private void bind() throws IOException {
    Listeners listeners = new Listeners(settings.host());
    List<HttpServer> bound = listeners.start(settings.port(), "--port", this::handle, executor);
    servers.addAll(bound);
    port = bound.get(0).getAddress().getPort();
    if (settings.otlpPort() >= 0 && settings.otlpPort() != settings.port()) {
      try {
        List<HttpServer> second =
            listeners.start(settings.otlpPort(), "--otlp-port", this::handle, executor);
        servers.addAll(second);
        otlpPort = second.get(0).getAddress().getPort();
      } catch (IOException taken) {
        notes.add(taken.getMessage());
      }
    }
    if (settings.grpcPort() >= 0) {
      try {
        grpc =
            OtlpGrpc.start(
                listeners.address(settings.grpcPort()),
                ingest,
                gate,
                settings.token() != null,
                grpcExecutor);
      } catch (IOException taken) {
        notes.add(Listeners.taken(settings.grpcPort(), "--grpc-port"));
      }
    }
  }

  private void handle(HttpExchange exchange) {
    router.handle(exchange);
  }

  /** Returns the port of the pages. */
  public int port() {
    return port;
  }

  /** Returns the port of OTLP over gRPC; -1 if it is not open. */
  public int grpcPort() {
    return grpc == null ? -1 : grpc.port();
  }

  /** Returns the second port of OTLP over HTTP; -1 if it is not open. */
  public int otlpPort() {
    return otlpPort;
  }

  /** Returns which of the additional ports could not be opened, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    events.close();
    if (grpc != null) {
      grpc.close();
    }
    for (HttpServer server : servers) {
      server.stop(0);
    }
    executor.shutdownNow();
    grpcExecutor.shutdownNow();
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
