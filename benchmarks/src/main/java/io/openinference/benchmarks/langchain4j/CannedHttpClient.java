// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.openinference.benchmarks.Texts;
import java.time.Duration;

/** A transport without sockets: asks for the tool first, and answers when it has the result. */
final class CannedHttpClient implements HttpClient {

  private static final String ANSWER =
      """
      {"id":"chatcmpl-AxA1","object":"chat.completion","created":1760000000,\
      "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":%s,"finish_reason":"%s"}],\
      "usage":{"prompt_tokens":180,"completion_tokens":42,"total_tokens":222}}
      """;

  private static final String TOOL_CALL =
      ANSWER.formatted(
          """
          {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
          "function":{"name":"getWeather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]}""",
          "tool_calls");

  private static final String TEXT =
      ANSWER.formatted(
          "{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(Texts.ofLength(2_000, 7)),
          "stop");

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    boolean hasResult = request.body().contains("\"tool_call_id\"");
    return SuccessfulHttpResponse.builder()
        .statusCode(200)
        .body(hasResult ? TEXT : TOOL_CALL)
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Builds it. */
  static final class Builder implements HttpClientBuilder {

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new CannedHttpClient();
    }
  }
}
