// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * An HTTP server on a free port of the loopback interface that sends scripted responses and records
 * requests. It stands in for a model provider.
 *
 * <pre>{@code
 * try (StubServer server = StubServer.start()) {
 *   server.enqueue(StubResponse.json("{\"id\": \"chatcmpl-1\"}"));
 *   callProviderAt(server.baseUrl());
 *   assertThat(server.requests().get(0).path()).isEqualTo("/chat/completions");
 * }
 * }</pre>
 *
 * <p>The server sends enqueued responses first, in order, and then asks the handler. If there is
 * neither a response nor a handler, the server answers with 404 and a text that says so.
 *
 * @since 0.1.0
 */
public final class StubServer implements AutoCloseable {

  private final AwaitableList<StubRequest> requests = new AwaitableList<>();
  private final Queue<StubResponse> queue = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server = new LoopbackServer("stub-server", this::handle);
  private volatile Function<? super StubRequest, StubResponse> handler = StubServer::notScripted;

  private StubServer() {}

  /**
   * Starts a server without responses.
   *
   * @throws java.io.UncheckedIOException if no port can be opened
   */
  public static StubServer start() {
    return new StubServer();
  }

  /** Returns the base URL without a slash at the end, such as {@code http://127.0.0.1:41234}. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /**
   * Adds responses for the next requests, whatever they ask for.
   *
   * @throws NullPointerException if a response is null
   */
  public StubServer enqueue(StubResponse... responses) {
    queue.addAll(List.of(responses));
    return this;
  }

  /**
   * Sets the handler of requests for which no enqueued response is left. If the handler throws, the
   * server answers with 500 and the text of the exception.
   *
   * @throws NullPointerException if {@code handler} is null
   */
  public StubServer handler(Function<? super StubRequest, StubResponse> handler) {
    this.handler = requireNonNull(handler, "handler");
    return this;
  }

  /** Returns all requests in the order of arrival. */
  public List<StubRequest> requests() {
    return requests.snapshot();
  }

  /**
   * Waits until at least {@code count} requests arrived, for at most 10 seconds.
   *
   * @return all requests
   * @throws AssertionError if fewer requests arrived by then
   */
  public List<StubRequest> awaitRequests(int count) {
    if (!requests.await(count, Patience.forArrival())) {
      throw new AssertionError(
          "Expected " + count + " requests but received " + requests.snapshot().size());
    }
    return requests.snapshot();
  }

  /** Closes the port and all connections; responses that are being sent are cut off. */
  @Override
  public void close() {
    server.stop();
  }

  private void handle(HttpExchange exchange) throws IOException {
    StubRequest request = StubRequest.read(exchange);
    StubResponse response = queue.poll();
    requests.add(request);
    try {
      (response == null ? ask(request) : response).send(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The server is closed.
    }
  }

  private StubResponse ask(StubRequest request) {
    try {
      return handler.apply(request);
    } catch (RuntimeException | AssertionError e) {
      return StubResponse.text(500, "The handler of the stub server threw " + e);
    }
  }

  private static StubResponse notScripted(StubRequest request) {
    return StubResponse.text(
        404, "No response is scripted for " + request.method() + " " + request.path());
  }
}
