// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.openinference.conformance.Exchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A transport that answers with the response of an exchange. */
record StoredAnswer(Exchange exchange) implements HttpClient {

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    return new Answer(exchange, body());
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(new Answer(exchange, body()));
  }

  private InputStream body() {
    return new ByteArrayInputStream(exchange.response().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}

  private record Answer(Exchange exchange, InputStream body) implements HttpResponse {

    @Override
    public int statusCode() {
      return exchange.status();
    }

    @Override
    public Headers headers() {
      boolean events = exchange.streaming() && exchange.status() == 200;
      return Headers.builder()
          .put("Content-Type", events ? "text/event-stream" : "application/json")
          .build();
    }

    @Override
    public void close() {}
  }
}
