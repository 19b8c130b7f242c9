// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.instrumentation.openai.SampleExchanges.chatWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.CountingText;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that nobody records: their content is read by openai-java alone. */
class UnrecordedCallTest {

  @RegisterExtension static final OpenInferenceExtension recorded = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private final StubServer server = StubServer.start();
  private final OpenAIClient unwrapped =
      OpenAIOkHttpClient.builder().apiKey("test-key").baseUrl(server.baseUrl()).build();
  private final OpenAIClient sampledOutClient =
      OpenAIInstrumentor.create(sampledOut.openTelemetry()).wrap(unwrapped);
  private final OpenAIClient recordedClient =
      OpenAIInstrumentor.create(recorded.openTelemetry()).wrap(unwrapped);

  @AfterEach
  void closeClientAndServer() {
    server.close();
    unwrapped.close();
  }

  private int readsByCall(OpenAIClient client) {
    server.enqueue(StubResponse.json(CHAT_ANSWER));
    CountingText text = new CountingText();
    client.chat().completions().create(chatWith(text));
    return text.reads();
  }

  @Test
  void recordedCallReadsTheRequestOnceMore() {
    assertThat(readsByCall(recordedClient)).isEqualTo(readsByCall(unwrapped) + 1);
    assertThat(recorded.spans()).hasSize(1);
  }

  @Test
  void sampledOutCallReadsNothing() {
    assertThat(readsByCall(sampledOutClient)).isEqualTo(readsByCall(unwrapped));
    assertThat(sampledOut.spans()).isEmpty();
  }

  @Test
  void suppressedCallReadsNothing() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertThat(readsByCall(recordedClient)).isEqualTo(readsByCall(unwrapped));
    }
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void callThatAnotherInstrumentationTracesReadsNothing() {
    Context outer = ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM);
    try (Scope ignored = outer.makeCurrent()) {
      assertThat(readsByCall(recordedClient)).isEqualTo(readsByCall(unwrapped));
    }
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void resultsOfSampledOutCallsAreOpenAiJavasOwn() {
    assertOwnResults(sampledOutClient);
  }

  @Test
  void resultsOfSuppressedCallsAreOpenAiJavasOwn() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertOwnResults(recordedClient);
    }
  }

  private void assertOwnResults(OpenAIClient client) {
    server.handler(
        request ->
            request.bodyText().contains("\"stream\":true")
                ? StubResponse.sse(CHAT_CHUNKS)
                : StubResponse.json(CHAT_ANSWER));
    assertSameType(
        () -> client.chat().completions().createStreaming(CHAT),
        () -> unwrapped.chat().completions().createStreaming(CHAT));
    assertSameType(
        () -> client.withRawResponse().chat().completions().create(CHAT),
        () -> unwrapped.withRawResponse().chat().completions().create(CHAT));
    assertThat(client.async().chat().completions().createStreaming(CHAT))
        .hasSameClassAs(unwrapped.async().chat().completions().createStreaming(CHAT));
    try (StreamResponse<?> stream = client.chat().completions().createStreaming(CHAT)) {
      assertThat(stream.stream()).hasSize(5);
    }
  }

  private static void assertSameType(
      Supplier<? extends AutoCloseable> actual, Supplier<? extends AutoCloseable> expected) {
    try (AutoCloseable one = actual.get();
        AutoCloseable other = expected.get()) {
      assertThat(one).hasSameClassAs(other);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
