// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.geminiloop;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gemini, or a server of this program that speaks its protocol. */
final class ModelEndpoint implements AutoCloseable {

  private static final List<String> KEYS = List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");

  private static final String THOUGHT =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"%s","thought":true}]}}]}""";
  private static final String CALL =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"track_parcel","args":{"number":"P-1042"}},"thoughtSignature":"c2ln"}]}}]}""";
  private static final String TEXT =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"%s"}]}}]}""";
  private static final String END =
      """
      {"candidates":[{"content":{"role":"model","parts":[]},"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash",\
      "usageMetadata":{"promptTokenCount":%d,"cachedContentTokenCount":400,"candidatesTokenCount":%d,"thoughtsTokenCount":%d,"totalTokenCount":%d}}""";

  private final @Nullable StubServer server;

  private ModelEndpoint(@Nullable StubServer server) {
    this.server = server;
  }

  static ModelEndpoint start(Map<String, String> environment) {
    return new ModelEndpoint(
        KEYS.stream().anyMatch(environment::containsKey)
            ? null
            : StubServer.start().handler(ModelEndpoint::answer));
  }

  /** Calls the tool, and answers once the request has its result. */
  private static StubResponse answer(StubRequest request) {
    return request.bodyText().contains("functionResponse")
        ? StubResponse.sse(
            TEXT.formatted("Your parcel "),
            TEXT.formatted("is in Oslo."),
            END.formatted(612, 11, 0, 623))
        : StubResponse.sse(
            THOUGHT.formatted("I need "),
            THOUGHT.formatted("the tool."),
            CALL,
            END.formatted(540, 20, 14, 574));
  }

  Client client(ClientOptions options) {
    if (server == null) {
      // The library reads the key itself.
      return Client.builder().clientOptions(options).build();
    }
    return Client.builder()
        .apiKey("none")
        .clientOptions(options)
        .httpOptions(HttpOptions.builder().baseUrl(server.baseUrl()).build())
        .build();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
