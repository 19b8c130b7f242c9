// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * An answer of a {@link StubServer}. Responses are immutable and can answer many requests, except
 * those made from an {@link SseStream}.
 *
 * @since 0.1.0
 */
public final class StubResponse {

  private static final CountDownLatch OPEN = new CountDownLatch(0);

  private final int status;
  private final Map<String, String> headers;
  private final Body body;
  private final CountDownLatch release;

  private StubResponse(int status, Map<String, String> headers, Body body, CountDownLatch release) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.release = release;
  }

  /** Returns a response with status 200 and a JSON body. */
  public static StubResponse json(String body) {
    return json(200, body);
  }

  /** Returns a response with a JSON body. */
  public static StubResponse json(int status, String body) {
    return of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a response with a plain text body. */
  public static StubResponse text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a response with a body of any type. */
  public static StubResponse of(int status, String contentType, byte[] body) {
    byte[] copy = body.clone();
    return new StubResponse(
        status,
        Map.of("content-type", contentType),
        (exchange, code) -> HttpExchanges.respond(exchange, code, copy),
        OPEN);
  }

  /**
   * Returns a response with status 200 that sends all server-sent events at once.
   *
   * @param data the data of each event; the method adds no end marker such as {@code [DONE]}
   */
  public static StubResponse sse(String... data) {
    return of(200, SseStream.CONTENT_TYPE, SseStream.format(data));
  }

  /**
   * Returns a response with status 200 that sends server-sent events when the test emits them; it
   * answers one request.
   */
  public static StubResponse sse(SseStream stream) {
    return new StubResponse(
        200, Map.of("content-type", SseStream.CONTENT_TYPE), stream::send, OPEN);
  }

  /** Returns a response that sends nothing and closes the connection after the request was read. */
  public static StubResponse closedConnection() {
    return new StubResponse(
        0,
        Map.of(),
        (exchange, code) -> {
          // The JDK's server closes the connection if a handler throws.
          throw new IOException("closed by the test");
        },
        OPEN);
  }

  /** Returns a copy of this response with a header added or replaced. */
  public StubResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new StubResponse(status, more, body, release);
  }

  /** Returns a copy of this response that is sent when a latch has counted down to zero. */
  public StubResponse after(CountDownLatch latch) {
    return new StubResponse(status, headers, body, latch);
  }

  void send(HttpExchange exchange) throws IOException, InterruptedException {
    release.await();
    headers.forEach(exchange.getResponseHeaders()::set);
    body.send(exchange, status);
  }

  /** Sends status and body after the headers have been set. */
  @FunctionalInterface
  interface Body {
    void send(HttpExchange exchange, int status) throws IOException, InterruptedException;
  }
}
