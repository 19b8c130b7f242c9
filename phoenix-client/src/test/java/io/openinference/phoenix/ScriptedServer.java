// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that answers as Phoenix does, with faults that a real one shows only by chance. */
final class ScriptedServer implements AutoCloseable {

  /** The reaction of the server to a request. */
  interface Step {
    void handle(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Step> steps = new ArrayDeque<>();
  private volatile @Nullable UnaryOperator<String> reads;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  ScriptedServer() {
    this(0);
  }

  ScriptedServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers each GET with the text for its path, so that steps are for writes only. */
  void answerReads(UnaryOperator<String> reads) {
    this.reads = reads;
  }

  /** Adds what happens with the next request. */
  ScriptedServer then(Step step) {
    synchronized (steps) {
      steps.add(step);
    }
    return this;
  }

  static Step answer(int status, String type, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  static Step json(String body) {
    return answer(200, "application/json", body);
  }

  /** Closes the connection without an answer, as a server does that stops. */
  static Step cut() {
    return HttpExchange::close;
  }

  /** Sends the headers and the first half of an answer, and no more. */
  static Step hang(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
    };
  }

  String url() {
    return "http://localhost:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns method, path and body of each request. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    UnaryOperator<String> texts = reads;
    if (texts != null && exchange.getRequestMethod().equals("GET")) {
      json(texts.apply(exchange.getRequestURI().getPath())).handle(exchange);
      return;
    }
    Step step;
    synchronized (steps) {
      step = steps.size() > 1 ? steps.remove() : steps.element();
    }
    step.handle(exchange);
  }
}
