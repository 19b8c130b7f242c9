// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Opens ports, by default on both loopback addresses. */
final class Listeners {

  private static final int BACKLOG = 256;

  private final @Nullable String host;

  Listeners(@Nullable String host) {
    this.host = host;
  }

  InetSocketAddress address(int port) {
    return host == null
        ? new InetSocketAddress(loopback4(), port)
        : new InetSocketAddress(host, port);
  }

  List<HttpServer> bind(int port, String option, HttpHandler handler, Executor executor)
      throws IOException {
    List<HttpServer> servers = new ArrayList<>();
    try {
      HttpServer first = HttpServer.create(address(port), BACKLOG);
      servers.add(first);
      if (host == null) {
        // Browsers take ::1 for localhost where they can.
        addLoopback6(servers, first.getAddress().getPort());
      }
    } catch (BindException taken) {
      servers.forEach(server -> server.stop(0));
      throw new IOException(taken(port, option), taken);
    }
    for (HttpServer server : servers) {
      server.createContext("/", handler);
      server.setExecutor(executor);
    }
    return servers;
  }

  private static void addLoopback6(List<HttpServer> servers, int port) throws IOException {
    try {
      servers.add(HttpServer.create(new InetSocketAddress(loopback6(), port), BACKLOG));
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
