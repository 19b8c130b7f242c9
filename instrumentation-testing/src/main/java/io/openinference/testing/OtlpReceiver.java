// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.time.Duration;
import java.util.List;

/**
 * An in-process collector that receives OTLP over HTTP/protobuf on a free port of the loopback
 * interface and keeps the received spans.
 *
 * <pre>{@code
 * try (OtlpReceiver receiver = OtlpReceiver.start()) {
 *   application.sendTracesTo(receiver.endpoint());
 *   List<ReceivedSpan> spans = receiver.awaitSpans(2);
 * }
 * }</pre>
 *
 * <p>It accepts bodies of type {@code application/x-protobuf}, plain or with gzip, at {@code
 * /v1/traces}. Like Phoenix, it answers other types with 415. A test can make it refuse requests,
 * hang, and stop.
 *
 * @since 0.1.0
 */
public final class OtlpReceiver implements AutoCloseable {

  private final OtlpHandler handler = new OtlpHandler();
  private final LoopbackServer server = new LoopbackServer("otlp-receiver", handler);

  private OtlpReceiver() {}

  /**
   * Starts a receiver that accepts every request.
   *
   * @throws java.io.UncheckedIOException if no port can be opened
   */
  public static OtlpReceiver start() {
    return new OtlpReceiver();
  }

  /** Returns the base URL, such as {@code http://127.0.0.1:41234}. */
  public String endpoint() {
    return server.baseUrl();
  }

  /** Returns the URL for traces, such as {@code http://127.0.0.1:41234/v1/traces}. */
  public String tracesEndpoint() {
    return server.baseUrl() + OtlpHandler.TRACES_PATH;
  }

  /** Returns all requests, including refused ones, in the order of arrival. */
  public List<ReceivedRequest> requests() {
    return handler.requests().snapshot();
  }

  /**
   * Returns the spans of all requests that were answered with 200, in the order of arrival. A span
   * that was sent twice appears twice.
   */
  public List<ReceivedSpan> spans() {
    return handler.spans().snapshot();
  }

  /**
   * Waits until at least {@code count} spans were accepted, for at most 10 seconds.
   *
   * @return all accepted spans
   * @throws AssertionError if fewer spans were accepted by then
   */
  public List<ReceivedSpan> awaitSpans(int count) {
    return awaitSpans(count, Patience.forArrival());
  }

  /**
   * Waits until at least {@code count} spans were accepted.
   *
   * @return all accepted spans
   * @throws AssertionError if fewer spans were accepted when the time is over
   */
  public List<ReceivedSpan> awaitSpans(int count, Duration timeout) {
    return await(handler.spans(), count, timeout, "spans");
  }

  /**
   * Waits until at least {@code count} requests arrived, for at most 10 seconds. A request that is
   * left hanging counts as arrived.
   *
   * @return all requests
   * @throws AssertionError if fewer requests arrived by then
   */
  public List<ReceivedRequest> awaitRequests(int count) {
    return await(handler.requests(), count, Patience.forArrival(), "requests");
  }

  /** Forgets the requests and spans received so far. */
  public void clear() {
    handler.requests().clear();
    handler.spans().clear();
  }

  /**
   * Answers the next requests with a status and drops their spans. Further calls append: the
   * statuses are used in the order of the calls.
   *
   * @param status the HTTP status; with 200 the spans are accepted
   * @param times the number of requests
   * @throws IllegalArgumentException if {@code status} is not in 200..599 or {@code times} is
   *     negative
   */
  public void respondWith(int status, int times) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be in 200..599 but is " + status);
    }
    if (times < 0) {
      throw new IllegalArgumentException("times must not be negative but is " + times);
    }
    handler.faults().addStatuses(status, times);
  }

  /** Leaves requests without an answer until {@link #resume()}. */
  public void hang() {
    handler.faults().closeGate();
  }

  /** Answers the hanging requests, and stops leaving new requests hanging. */
  public void resume() {
    handler.faults().openGate();
  }

  /**
   * Refuses larger requests with 413.
   *
   * @param bytes the maximum size of an uncompressed body, in bytes
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public void maxRequestBytes(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative but is " + bytes);
    }
    handler.faults().maxRequestBytes(bytes);
  }

  /**
   * Closes the port and all connections, and drops hanging requests. Received requests and spans
   * are kept.
   */
  public void stop() {
    server.stop();
  }

  /**
   * Listens again on the same port after {@link #stop()}. Does nothing if the receiver is running.
   *
   * @throws java.io.UncheckedIOException if another process uses the port
   */
  public void restart() {
    server.start();
  }

  /** Stops the receiver for good. */
  @Override
  public void close() {
    stop();
  }

  private static <T> List<T> await(
      AwaitableList<T> list, int count, Duration timeout, String what) {
    if (!list.await(count, timeout)) {
      throw new AssertionError(
          "Expected %d %s within %d ms but received %d"
              .formatted(count, what, timeout.toMillis(), list.snapshot().size()));
    }
    return list.snapshot();
  }
}
