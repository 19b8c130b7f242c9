// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import io.openinference.testing.StubResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The untraced properties of a wrapped client. */
class WrappedClientTest extends AbstractOpenAITest {

  private static final String MODELS =
      """
      {"object": "list", "data": [
        {"id": "gpt-4o", "object": "model", "created": 1700000000, "owned_by": "openai"}]}
      """;

  @Test
  void equalsAndHashCode() {
    OpenAIClient again = instrumentor.wrap(unwrapped);

    assertThat(wrapped).isEqualTo(wrapped).isEqualTo(again).hasSameHashCodeAs(again);
    assertThat(new HashSet<>(Set.of(wrapped))).contains(again);
    assertThat(wrapped)
        .isNotEqualTo(unwrapped)
        .isNotEqualTo(null)
        .isNotEqualTo("a string")
        .isNotEqualTo(wrapped.async());
    assertThat(unwrapped).isNotEqualTo(wrapped);
  }

  @Test
  void toStringIsThatOfTheClient() {
    assertThat(wrapped).hasToString(unwrapped.toString());
  }

  @Test
  void wrapTwice() {
    answer(StubResponse.json(CHAT_ANSWER));
    OpenAIInstrumentor other = OpenAIInstrumentor.create(telemetry.openTelemetry());

    assertThat(instrumentor.wrap(wrapped)).isSameAs(wrapped);
    assertThat(instrumentor.wrap(wrapped.async())).isSameAs(wrapped.async());
    other.wrap(wrapped).chat().completions().create(CHAT);

    SampleExchanges.chat().verify(span());
  }

  @Test
  void wrapNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> instrumentor.wrap((OpenAIClient) null))
        .withMessage("client");
    assertThatNullPointerException()
        .isThrownBy(() -> instrumentor.wrap((OpenAIClientAsync) null))
        .withMessage("client");
  }

  @Test
  void servicesAreTheSameEachTimeAsThoseOfTheClient() {
    List<Function<OpenAIClient, Object>> getters =
        List.of(
            OpenAIClient::async,
            OpenAIClient::chat,
            client -> client.chat().completions(),
            OpenAIClient::withRawResponse,
            client -> client.withRawResponse().chat(),
            client -> client.async().chat().completions());

    for (Function<OpenAIClient, Object> getter : getters) {
      assertThat(getter.apply(unwrapped)).isSameAs(getter.apply(unwrapped));
      assertThat(getter.apply(wrapped)).isSameAs(getter.apply(wrapped));
    }
  }

  @Test
  void asyncFromSyncAndBack() {
    answer(StubResponse.json(CHAT_ANSWER));

    wrapped.async().chat().completions().create(CHAT).join();
    SampleExchanges.chat().verify(span());
    telemetry.clear();

    wrapped.async().sync().chat().completions().create(CHAT);
    SampleExchanges.chat().verify(span());
    telemetry.clear();

    instrumentor.wrap(unwrapped.async()).chat().completions().create(CHAT).join();
    SampleExchanges.chat().verify(span());
    telemetry.clear();

    instrumentor.wrap(unwrapped.async()).sync().chat().completions().create(CHAT);
    SampleExchanges.chat().verify(span());
  }

  @Test
  void nonLlmCallsMakeNoSpan() {
    answer(StubResponse.json(MODELS));

    assertThat(wrapped.models().list().data()).isEqualTo(unwrapped.models().list().data());
    assertThat(wrapped.async().models().list().join().data())
        .isEqualTo(unwrapped.async().models().list().join().data());
    assertThat(wrapped.models().withRawResponse().list().parse().data()).hasSize(1);

    assertSameRequests();
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void namesTheInstrumentation() {
    answer(StubResponse.json(CHAT_ANSWER));

    wrapped.chat().completions().create(CHAT);

    assertThat(span().getInstrumentationScopeInfo().getName())
        .isEqualTo("io.openinference.instrumentation.openai");
  }
}
