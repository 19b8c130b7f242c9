// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Opens ports, by default on both loopback addresses. */
final class Listeners {

  private static final int BACKLOG = 256;
  private static final int TRIES = 5;

  private final @Nullable String host;

  Listeners(@Nullable String host) {
    this.host = host;
  }

  InetSocketAddress address(int port) {
    return host == null
        ? new InetSocketAddress(loopback4(), port)
        : new InetSocketAddress(host, port);
  }

  /** Starts a server on each address. */
  List<HttpServer> start(int port, String option, HttpHandler handler, Executor executor)
      throws IOException {
    // A port that is free on one loopback address may be taken on the other.
    for (int tries = 1; port == 0 && tries < TRIES; tries++) {
      try {
        return startOnce(port, option, handler, executor);
      } catch (IOException taken) {
        // The system gives another port.
      }
    }
    return startOnce(port, option, handler, executor);
  }

  private List<HttpServer> startOnce(
      int port, String option, HttpHandler handler, Executor executor) throws IOException {
    List<HttpServer> servers = new ArrayList<>();
    try {
      HttpServer first = create(address(port));
      servers.add(first);
      if (host == null) {
        // Browsers take ::1 for localhost where they can.
        addLoopback6(servers, first.getAddress().getPort());
      }
      for (HttpServer server : servers) {
        server.createContext("/", handler);
        server.setExecutor(executor);
        server.start();
      }
      return servers;
    } catch (BindException taken) {
      stop(servers);
      throw new IOException(taken(port, option), taken);
    } catch (IOException | RuntimeException | Error failure) {
      stop(servers);
      throw failure;
    }
  }

  /**
   * Creates a server. {@code HttpServer.create} leaks its socket if it cannot bind. So a probe
   * binds the port first: it finds a taken port, and it closes its own socket.
   */
  private static HttpServer create(InetSocketAddress address) throws IOException {
    if (address.getPort() != 0) {
      try (ServerSocketChannel free = ServerSocketChannel.open()) {
        free.socket().bind(address, BACKLOG);
      }
    }
    return HttpServer.create(address, BACKLOG);
  }

  private static void stop(List<HttpServer> servers) {
    for (HttpServer server : servers) {
      try {
        // Only the thread that start() makes closes the selector.
        server.start();
      } catch (IllegalStateException started) {
        // stop() is enough.
      }
      server.stop(0);
    }
  }

  private static void addLoopback6(List<HttpServer> servers, int port) throws IOException {
    try {
      servers.add(create(new InetSocketAddress(loopback6(), port)));
    } catch (BindException failure) {
      boolean hasNoIpv6 = !String.valueOf(failure.getMessage()).contains("in use");
      if (!hasNoIpv6) {
        throw failure;
      }
    } catch (IOException noIpv6) {
      // The other loopback address is enough.
    }
  }

  private static InetAddress loopback4() {
    try {
      return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static InetAddress loopback6() throws IOException {
    byte[] address = new byte[16];
    address[15] = 1;
    return InetAddress.getByAddress("localhost", address);
  }

  static String taken(int port, String option) {
    return "Port " + port + " is taken. Choose another with " + option + " NUMBER.";
  }
}
