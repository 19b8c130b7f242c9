// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends over HTTP/1.1 with the JDK's client and follows no redirects. */
final class OtlpHttpSender extends OtlpSender implements HttpSender {

  private static final byte[] NO_BODY = new byte[0];

  private final HttpSenderConfig config;
  private final long timeoutMillis;
  private final AtomicReference<@Nullable JdkHttp> http = new AtomicReference<>();
  private volatile @Nullable CompletableFuture<?> underWay;
  private volatile boolean isShutDown;

  OtlpHttpSender(HttpSenderConfig config) {
    this.config = config;
    this.timeoutMillis = config.getTimeout().toMillis();
  }

  @Override
  public void send(
      MessageWriter message,
      Consumer<io.opentelemetry.sdk.common.export.HttpResponse> onResponse,
      Consumer<Throwable> onError) {
    exchange(() -> send(message), () -> onResponse.accept(AcceptedHttpResponse.INSTANCE));
  }

  private Answer send(MessageWriter message) {
    try {
      byte[] body = encode(message, config.getCompressor());
      CompletableFuture<HttpResponse<byte[]>> exchange =
          http().client().sendAsync(request(body), response -> new BoundedBody());
      underWay = exchange;
      try {
        if (isShutDown) {
          exchange.cancel(true); // The shutdown has not seen this exchange.
        }
        return read(await(exchange));
      } finally {
        underWay = null;
        exchange.cancel(true);
      }
    } catch (ExecutionException e) {
      return NoAnswer.of(e.getCause() == null ? e : e.getCause(), host(), timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.failed(DeliveryOutcome.UNANSWERED, "no answer before the end", "");
    } catch (IOException | TimeoutException | RuntimeException e) {
      return NoAnswer.of(e, host(), timeoutMillis);
    }
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange)
      throws ExecutionException, InterruptedException, TimeoutException {
    return timeoutMillis == 0 ? exchange.get() : exchange.get(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  private Answer read(HttpResponse<byte[]> response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = response.body() == null ? NO_BODY : response.body();
    return HttpAnswer.of(
        response.statusCode(), headers, BoundedBody.plain(body, headers.get("content-encoding")));
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.getEndpoint())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    Map<String, List<String>> headers = config.getHeadersSupplier().get();
    if (headers != null) {
      headers.forEach((name, values) -> values.forEach(value -> addHeader(request, name, value)));
    }
    request.setHeader("Content-Type", config.getContentType());
    if (config.getCompressor() != null) {
      request.setHeader("Content-Encoding", config.getCompressor().getEncoding());
    }
    return request.build();
  }

  /** The JDK's client does not allow some header names, such as Host. */
  private static void addHeader(HttpRequest.Builder request, String name, String value) {
    try {
      request.header(name, value);
    } catch (IllegalArgumentException restricted) {
      DeliveryLog.warnOnce("The header " + name + " cannot be set over HTTP; it is not sent.");
    }
  }

  private String host() {
    String host = config.getEndpoint().getHost();
    return host == null ? config.getEndpoint().getRawAuthority() : host;
  }

  private JdkHttp http() throws IOException {
    JdkHttp current = http.get();
    if (current == null) {
      current = JdkHttp.open(config);
      http.set(current);
      if (isShutDown) {
        release(); // The shutdown has not seen this client, whose thread would stay.
        throw new IOException("The sender is shut down");
      }
    }
    return current;
  }

  @Override
  void release() {
    JdkHttp current = http.getAndSet(null);
    if (current != null) {
      current.close();
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    isShutDown = true;
    CompletableFuture<?> exchange = underWay;
    if (exchange != null) {
      exchange.cancel(true);
    }
    release();
    return CompletableResultCode.ofSuccess();
  }
}
