// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.models.chat.completions.ChatCompletion;
import io.openinference.testing.StubResponse;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Clients and services that are made from a wrapped client with other options. */
class WithOptionsTest extends AbstractOpenAITest {

  private static final Consumer<ClientOptions.Builder> TWO_RETRIES =
      options -> options.maxRetries(2);

  @SuppressWarnings("unused") // By the parameterized test.
  private static final List<Named<Function<OpenAIClient, ChatCompletion>>> CALLS =
      List.of(
          call(
              "client",
              client -> client.withOptions(TWO_RETRIES).chat().completions().create(CHAT)),
          call(
              "service",
              client -> client.chat().completions().withOptions(TWO_RETRIES).create(CHAT)),
          call(
              "parent service",
              client -> client.chat().withOptions(TWO_RETRIES).completions().create(CHAT)),
          call(
              "async client",
              client ->
                  client.async().withOptions(TWO_RETRIES).chat().completions().create(CHAT).join()),
          call(
              "raw service",
              client ->
                  client
                      .withRawResponse()
                      .withOptions(TWO_RETRIES)
                      .chat()
                      .completions()
                      .create(CHAT)
                      .parse()));

  private static Named<Function<OpenAIClient, ChatCompletion>> call(
      String name, Function<OpenAIClient, ChatCompletion> call) {
    return Named.of(name, call);
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void withOptionsMaxRetries(Function<OpenAIClient, ChatCompletion> call) {
    server.enqueue(
        StubResponse.json(429, "{}").withHeader("retry-after-ms", "1"),
        StubResponse.json(429, "{}").withHeader("retry-after-ms", "1"),
        StubResponse.json(CHAT_ANSWER));

    call.apply(wrapped);

    assertThat(server.requests()).hasSize(3);
    SampleExchanges.chat().verify(span());
  }

  @Test
  void providerFollowsTheBaseUrlOfTheOptions() {
    answer(StubResponse.json(CHAT_ANSWER));
    URI proxy = URI.create(server.baseUrl());
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .apiKey("test-key")
            .baseUrl("http://api.openai.com/v1")
            .proxy(
                new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())))
            .build();

    instrumentor.wrap(client).chat().completions().create(CHAT);
    instrumentor
        .wrap(client)
        .chat()
        .completions()
        .withOptions(options -> options.baseUrl("http://api.deepseek.com"))
        .create(CHAT);

    assertThat(telemetry.spans().get(0)).hasAttribute("llm.provider", "openai");
    assertThat(telemetry.spans().get(1)).hasAttribute("llm.provider", "deepseek");
    client.close();
  }
}
