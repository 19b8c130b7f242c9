// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * A stream of server-sent events whose timing the test controls. Each event is sent when the test
 * emits it, or when the request arrives if that is later.
 *
 * <pre>{@code
 * SseStream stream = SseStream.create();
 * server.enqueue(StubResponse.sse(stream));
 * // … the code under test starts to read …
 * stream.emit("{\"delta\": \"Hel\"}");
 * stream.abort();
 * }</pre>
 *
 * <p>The stream stays open until {@link #end()}, {@link #abort()} or the server is closed.
 *
 * @since 0.1.0
 */
public final class SseStream {

  static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  // Compared with chunks by identity.
  private static final byte[] END = new byte[0];
  private static final byte[] ABORT = new byte[0];

  private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();

  private SseStream() {}

  /** Returns a stream without events. */
  public static SseStream create() {
    return new SseStream();
  }

  /** Sends an event without a name; each line of the data becomes a data line. */
  public SseStream emit(String data) {
    return emitRaw(lines(data) + "\n");
  }

  /** Sends an event with a name. */
  public SseStream emit(String event, String data) {
    return emitRaw("event: " + event + "\n" + lines(data) + "\n");
  }

  /** Sends text without formatting, such as a comment or half an event, in its own chunk. */
  public SseStream emitRaw(String text) {
    chunks.add(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Ends the response normally. Events that are emitted later are not sent. */
  public void end() {
    chunks.add(END);
  }

  /** Cuts the connection after the events emitted so far, without ending the response. */
  public void abort() {
    chunks.add(ABORT);
  }

  static byte[] format(String... data) {
    return Arrays.stream(data)
        .map(event -> lines(event) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  void send(HttpExchange exchange, int status) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(status, 0); // 0 requests a chunked body.
    OutputStream body = exchange.getResponseBody();
    body.flush(); // Otherwise newer JDKs hold the headers back until the first event.
    for (byte[] chunk = chunks.take(); chunk != END; chunk = chunks.take()) {
      if (chunk == ABORT) {
        // The JDK's server closes the connection if a handler throws.
        throw new IOException("aborted by the test");
      }
      body.write(chunk);
      body.flush();
    }
    exchange.close();
  }

  private static String lines(String data) {
    return Arrays.stream(data.split("\\R", -1))
        .map(line -> "data: " + line + "\n")
        .collect(Collectors.joining());
  }
}
