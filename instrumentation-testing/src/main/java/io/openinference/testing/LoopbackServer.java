// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on a free port of the loopback interface that can stop and start again. */
final class LoopbackServer {

  static {
    // Without this property, the JDK's server delays each answer with a body by 40 ms.
    setDefault("sun.net.httpserver.nodelay", "true");
    // From 200 idle connections on, the JDK's server closes a connection right after an answer and
    // does not announce it. The next request on this connection is lost, and clients that do not
    // repeat a POST fail. Tests that make a client for each call leave that many connections idle.
    setDefault("sun.net.httpserver.maxIdleConnections", "100000");
    // In seconds. The same loss threatens a client that pauses for the default of 30 seconds.
    setDefault("sun.net.httpserver.idleInterval", "3600");
  }

  private final HttpHandler handler;
  private final String threadName;
  private final int port;
  private final Object lock = new Object();

  // Guarded by lock; null while stopped.
  private @Nullable HttpServer server;
  private @Nullable ExecutorService executor;

  LoopbackServer(String threadName, HttpHandler handler) {
    this.threadName = threadName;
    this.handler = handler;
    this.port = open(0);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts listening again on the same port. Does nothing if the server is running. */
  void start() {
    synchronized (lock) {
      if (server == null) {
        open(port);
      }
    }
  }

  /** Closes the port and all connections at once. Does nothing if the server is stopped. */
  void stop() {
    synchronized (lock) {
      if (server != null && executor != null) {
        server.stop(0);
        executor.shutdownNow();
        server = null;
        executor = null;
      }
    }
  }

  private int open(int wantedPort) {
    synchronized (lock) {
      HttpServer opened = create(wantedPort);
      ExecutorService threads = Executors.newCachedThreadPool(this::newThread);
      opened.createContext("/", handler);
      opened.setExecutor(threads);
      opened.start();
      server = opened;
      executor = threads;
      return opened.getAddress().getPort();
    }
  }

  private static HttpServer create(int wantedPort) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wantedPort),
          0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + wantedPort, e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task, threadName);
    thread.setDaemon(true);
    return thread;
  }
}
