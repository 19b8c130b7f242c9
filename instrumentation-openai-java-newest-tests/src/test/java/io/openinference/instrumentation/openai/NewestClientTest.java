// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.ResponseConnection;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.responses.BetaResponse;
import com.openai.models.beta.responses.ResponseCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;

/** What clients of the newest release can do and those of the oldest cannot. */
class NewestClientTest extends AbstractOpenAITest {

  @Test
  void withOptionsKeepsTracingAndTakesTheOptions() {
    AtomicInteger attempts = new AtomicInteger();
    server.handler(
        request ->
            attempts.incrementAndGet() < 3
                ? StubResponse.json(500, "{}")
                : StubResponse.json(SampleExchanges.CHAT_ANSWER));
    OpenAIClient patient = wrapped.withOptions(options -> options.maxRetries(2));

    ChatCompletion answer = patient.chat().completions().create(SampleExchanges.CHAT);

    assertThat(answer.choices().get(0).message().content()).hasValue("Paris.");
    assertThat(attempts).hasValue(3);
    SampleExchanges.chat().verify(span());
  }

  @Test
  void limitedStream() {
    answer(StubResponse.sse(SampleExchanges.CHAT_CHUNKS));

    List<ChatCompletionChunk> firstTwo;
    try (StreamResponse<ChatCompletionChunk> chunks =
        wrapped.chat().completions().createStreaming(SampleExchanges.CHAT)) {
      firstTwo = chunks.stream().limit(2).toList();
    }

    assertThat(firstTwo).hasSize(2);
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void betaResponse() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));
    ResponseCreateParams params =
        ResponseCreateParams.builder().model("gpt-4o").input("Capital of France?").build();

    BetaResponse response = wrapped.beta().responses().create(params);

    assertThat(response).isEqualTo(unwrapped.beta().responses().create(params));
    assertThat(span())
        .isLlm()
        .hasName("Response")
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", SampleExchanges.RESPONSE_ANSWER);
  }

  @Test
  void azureIsTheProviderOfItsHosts() {
    OpenAIClient azure =
        OpenAIOkHttpClient.builder()
            .baseUrl("https://somebody.openai.azure.com")
            .credential(AzureApiKeyCredential.create("key"))
            .maxRetries(0)
            .build();

    // Asked directly, because a call would have to reach that host.
    assertThat(Host.of(BaseUrls.of(azure)).provider()).isEqualTo("azure");
    azure.close();
  }

  @Test
  void webSocketConnect() throws Exception {
    try (MockWebServer webSockets = new MockWebServer()) {
      webSockets.enqueue(new MockResponse().withWebSocketUpgrade(new WebSocketListener() {}));
      webSockets.start();
      OpenAIClient plain =
          OpenAIOkHttpClient.builder()
              .apiKey("test-key")
              .baseUrl(webSockets.url("/v1").toString())
              .build();

      try (ResponseConnection connection = instrumentor.wrap(plain).responses().connect()) {
        assertThat(connection).isExactlyInstanceOf(ResponseConnection.class);
      }

      assertThat(webSockets.takeRequest().getHeader("Upgrade")).isEqualTo("websocket");
      assertThat(telemetry.spans()).isEmpty();
      plain.close();
    }
  }
}
