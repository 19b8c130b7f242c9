// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends requests to one URL with OkHttp, one at a time, on the calling thread. */
final class OkHttpExchange {

  private final HttpUrl url;
  private final Duration timeout;
  private final Supplier<OkHttpClient> opener;
  private final AtomicReference<@Nullable OkHttpClient> client = new AtomicReference<>();
  private volatile @Nullable Call underWay;
  private volatile boolean isShutDown;

  /**
   * Creates an exchange without a connection.
   *
   * @param timeout the time limit of a request, for log lines
   * @param opener creates a client for the first request, and for the next request after a release
   */
  OkHttpExchange(HttpUrl url, Duration timeout, Supplier<OkHttpClient> opener) {
    this.url = url;
    this.timeout = timeout;
    this.opener = opener;
  }

  /** Returns a request builder with the configured headers. */
  Request.Builder request(@Nullable Map<String, List<String>> headers) {
    Request.Builder request = new Request.Builder().url(url);
    if (headers != null) {
      headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    }
    return request;
  }

  /** Sends a request and reads the answer. A failure becomes an answer too. */
  Answer send(RequestWriter writer, AnswerReader reader) {
    try {
      Call call = client().newCall(writer.write());
      underWay = call;
      if (isShutDown) {
        call.cancel(); // The shutdown has not seen this call.
      }
      try (Response response = call.execute()) {
        return reader.read(response);
      } finally {
        underWay = null;
      }
    } catch (IOException | RuntimeException e) {
      return NoAnswer.of(e, url.host(), timeout.toMillis());
    }
  }

  private OkHttpClient client() {
    OkHttpClient current = client.get();
    if (current == null) {
      current = opener.get();
      client.set(current);
    }
    return current;
  }

  /** Releases threads and connections. */
  void release() {
    OkHttpClient current = client.getAndSet(null);
    if (current != null) {
      current.connectionPool().evictAll();
    }
  }

  /** Cancels the current request and releases threads and connections. */
  void shutdown() {
    isShutDown = true;
    Call call = underWay;
    if (call != null) {
      call.cancel();
    }
    release();
  }

  /** Encodes the spans into a request. */
  @FunctionalInterface
  interface RequestWriter {

    /** Returns the whole request. */
    Request write() throws IOException;
  }

  /** Reads the collector's answer from a response. */
  @FunctionalInterface
  interface AnswerReader {

    /** Reads status, headers and the start of the body. */
    Answer read(Response response) throws IOException;
  }
}
