// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A transport of the application's own, which answers each request alike and keeps none. */
record MemoryTransport(Supplier<? extends HttpResponse> answers) implements HttpClient {

  /** Returns a client, not wrapped, that sends its requests here. */
  static OpenAIClient client(Supplier<? extends HttpResponse> answers) {
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(new MemoryTransport(answers))
            .jsonMapper(Json.MAPPER)
            .apiKey("test-key")
            .baseUrl("https://gateway.example/v1")
            .maxRetries(0)
            .build());
  }

  static HttpResponse json(String body) {
    return new Response("application/json", stream(body));
  }

  static HttpResponse sse(String body) {
    return new Response("text/event-stream", stream(body));
  }

  /** Returns a body of server-sent events. */
  static String events(String... data) {
    StringBuilder events = new StringBuilder();
    for (String event : data) {
      events.append("data: ").append(event.replace("\n", "")).append("\n\n");
    }
    return events.toString();
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    return answers.get();
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(answers.get());
  }

  @Override
  public void close() {}

  /** A response whose body comes from the stream. */
  record Response(String contentType, InputStream body) implements HttpResponse {

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public Headers headers() {
      return Headers.builder().put("Content-Type", contentType).build();
    }

    @Override
    public void close() {}
  }
}
