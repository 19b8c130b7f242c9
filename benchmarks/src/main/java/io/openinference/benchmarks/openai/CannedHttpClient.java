// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A transport without sockets, which reads the request and gives each the same answer. */
final class CannedHttpClient implements HttpClient {

  private final byte[] answer;
  private final Headers headers;

  private CannedHttpClient(String contentType, String answer) {
    this.answer = answer.getBytes(UTF_8);
    this.headers = Headers.builder().put("Content-Type", contentType).build();
  }

  static OpenAIClient answering(String json) {
    return client(new CannedHttpClient("application/json", json));
  }

  static OpenAIClient streaming(String events) {
    return client(new CannedHttpClient("text/event-stream", events));
  }

  private static OpenAIClient client(HttpClient httpClient) {
    return new OpenAIClientImpl(
        ClientOptions.builder().httpClient(httpClient).apiKey("canned").build());
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    HttpRequestBody body = request.body();
    if (body != null) {
      // As each transport does, and what some instrumentations look at.
      body.writeTo(OutputStream.nullOutputStream());
    }
    return new CannedHttpResponse(headers, answer);
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(execute(request, options));
  }

  @Override
  public void close() {}
}
