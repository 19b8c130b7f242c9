// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers requests without a network. */
final class CannedTransport implements HttpClient {

  private volatile Answer answer = new Answer(200, "", new byte[0]);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Makes a client; one is enough, because each has a thread. */
  OpenAIClient client() {
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(this)
            .apiKey("test-key")
            .baseUrl("https://api.openai.com/v1")
            .maxRetries(0)
            .build());
  }

  /** Gives this answer from now on, and forgets earlier requests. */
  void answer(Answer answer) {
    this.answer = answer;
    requests.clear();
  }

  /** Returns the bodies sent. */
  List<String> requests() {
    return requests;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    if (request.body() != null) {
      request.body().writeTo(sent);
    }
    requests.add(sent.toString(StandardCharsets.UTF_8));
    Answer given = answer;
    return new CannedResponse(
        given.status, given.contentType, new ByteArrayInputStream(given.body));
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.supplyAsync(() -> execute(request, options));
  }

  @Override
  public void close() {}

  /**
   * An answer over HTTP.
   *
   * @param contentType may be empty
   */
  record Answer(int status, String contentType, byte[] body) {}

  private record CannedResponse(int statusCode, String contentType, InputStream body)
      implements HttpResponse {

    @Override
    public Headers headers() {
      return contentType.isEmpty()
          ? Headers.builder().build()
          : Headers.builder().put("Content-Type", contentType).build();
    }

    @Override
    public void close() {}
  }
}
