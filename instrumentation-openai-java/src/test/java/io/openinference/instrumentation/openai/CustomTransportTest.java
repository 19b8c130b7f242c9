// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients with a transport of the application's own, which sees the call from within. */
class CustomTransportTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final byte[] answer = CHAT_ANSWER.getBytes(StandardCharsets.UTF_8);
  private final Transport transport = new Transport();

  private OpenAIClient client(String baseUrl) {
    ClientOptions options =
        ClientOptions.builder().httpClient(transport).apiKey("test-key").baseUrl(baseUrl).build();
    return OpenAIInstrumentor.builder(telemetry.openTelemetry())
        .config(TraceConfig.builder().build())
        .build()
        .wrap(new OpenAIClientImpl(options));
  }

  @Test
  void transportRunsInsideTheSpanWithTheCallMarked() {
    client("https://api.openai.com/v1").chat().completions().create(CHAT);

    assertThat(Span.fromContext(transport.seen).getSpanContext())
        .isEqualTo(telemetry.spans().get(0).getSpanContext());
    assertThat(ModelCall.isInProgress(transport.seen, OpenInferenceSpanKind.LLM)).isTrue();
  }

  @Test
  void callsOfTheTransportItselfMakeNoSpan() {
    OpenAIClient inner = client("https://api.openai.com/v1");
    transport.onCall =
        () -> {
          transport.onCall = () -> {};
          inner.chat().completions().create(CHAT);
        };

    client("https://gateway.example/v1").chat().completions().create(CHAT);

    assertThat(telemetry.spans()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, openai",
    "https://my-company.openai.azure.com, azure",
    "https://api.deepseek.com, deepseek",
    "https://gateway.example/v1,",
  })
  void providerFollowsFromTheBaseUrl(String baseUrl, String provider) {
    OpenAIClient client = client(baseUrl);

    client.chat().completions().create(CHAT);
    client.async().chat().completions().create(CHAT).join();
    client.withRawResponse().chat().completions().create(CHAT).close();

    assertThat(telemetry.spans())
        .hasSize(3)
        .extracting(span -> span.getAttributes().asMap())
        .allSatisfy(
            attributes -> {
              if (provider == null) {
                assertThat(attributes.keySet()).noneMatch(key -> key.getKey().contains("provider"));
              } else {
                assertThat(attributes).containsValue(provider);
              }
            });
  }

  @Test
  void bodyThatIsReadAgainAfterResetIsRecordedOnce() throws IOException {
    try (HttpResponse response =
            client("https://gateway.example/v1")
                .withRawResponse()
                .chat()
                .completions()
                .create(CHAT);
        InputStream body = response.body()) {
      assertThat(body.markSupported()).isTrue();
      assertThat(body.available()).isEqualTo(answer.length);
      body.skipNBytes(5);
      body.mark(100);
      body.skipNBytes(50);
      body.reset();
      assertThat(body.readAllBytes()).hasSize(answer.length - 5);
    }

    SampleExchanges.chat().verify(telemetry.spans().get(0));
  }

  private final class Transport implements HttpClient {

    private Context seen = Context.root();
    private Runnable onCall = () -> {};

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      seen = Context.current();
      onCall.run();
      return new Response(new ByteArrayInputStream(answer));
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return CompletableFuture.completedFuture(new Response(new ByteArrayInputStream(answer)));
    }

    @Override
    public void close() {}
  }

  private record Response(InputStream body) implements HttpResponse {

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public Headers headers() {
      return Headers.builder().put("Content-Type", "application/json").build();
    }

    @Override
    public void close() {}
  }
}
