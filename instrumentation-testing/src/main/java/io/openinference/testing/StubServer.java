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
 * HTTP server on a free port of the loopback interface that gives scripted answers and records
 * requests: a stand-in for a model provider.
 *
 * <pre>{@code
 * try (StubServer server = StubServer.start()) {
 *   server.enqueue(StubResponse.json("{\"id\": \"chatcmpl-1\"}"));
 *   callProviderAt(server.baseUrl());
 *   assertThat(server.requests().get(0).path()).isEqualTo("/chat/completions");
 * }
 * }</pre>
 *
 * <p>Answers that were enqueued are given first, in order; then the handler is asked. A request for
 * which there is neither is answered with 404 and a text that says so.
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
   * Starts a server without any answer.
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
   * Adds answers for the next requests, whatever they ask for.
   *
   * @throws NullPointerException if a response is null
   */
  public StubServer enqueue(StubResponse... responses) {
    queue.addAll(List.of(responses));
    return this;
  }

  /**
   * Sets what answers requests when no enqueued answer is left. If it throws, the request is
   * answered with 500 and the text of the exception.
   *
   * @throws NullPointerException if {@code handler} is null
   */
  public StubServer handler(Function<? super StubRequest, StubResponse> handler) {
    this.handler = requireNonNull(handler, "handler");
    return this;
  }

  /** Returns all requests in the order they arrived. */
  public List<StubRequest> requests() {
    return requests.snapshot();
  }

  /**
   * Waits until at least {@code count} requests arrived, for at most 10 seconds.
   *
   * @return all requests
   * @throws AssertionError if there are fewer by then
   */
  public List<StubRequest> awaitRequests(int count) {
    if (!requests.await(count, AwaitableList.DEFAULT_TIMEOUT)) {
      throw new AssertionError(
          "Expected " + count + " requests but received " + requests.snapshot().size());
    }
    return requests.snapshot();
  }

  /** Closes the port and all connections; answers that are under way are cut off. */
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
      Thread.currentThread().interrupt(); // The server was closed.
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
