// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.ProcessInstrumentation;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The instrumentation of all clients of the process. */
class InstrumentTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(true).build();

  private final StubServer server = StubServer.start();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .apiKey("test-key")
          .baseUrl(server.baseUrl())
          .maxRetries(0)
          .build();

  @BeforeEach
  void answer() {
    server.handler(request -> StubResponse.json(CHAT_ANSWER));
  }

  @AfterEach
  void close() {
    OpenAIInstrumentor.instrument().uninstrument();
    client.close();
    server.close();
  }

  @Test
  void tracesAClientThatWasThereBefore() {
    client.chat().completions().create(CHAT);

    OpenAIInstrumentor.instrument();
    client.chat().completions().create(CHAT);

    assertThat(telemetry.spans()).hasSize(1);
    SampleExchanges.chat().verify(telemetry.spans().get(0));
  }

  @Test
  void openInferenceTurnsItOn() {
    OpenInference.instrument();

    client.async().chat().completions().create(CHAT).join();

    assertThat(telemetry.spans()).hasSize(1);
    SampleExchanges.chat().verify(telemetry.spans().get(0));
  }

  @Test
  void openInferenceTurnsOffWhatItTurnedOn() {
    try (ProcessInstrumentation instrumentation = OpenInference.instrument()) {
      assertThat(instrumentation.isOn()).isTrue();
      assertThat(instrumentation.libraries()).contains("openai-java");
      client.chat().completions().create(CHAT);
    }
    client.chat().completions().create(CHAT);

    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void openInferenceLeavesOnWhatWasOnBefore() {
    OpenAIInstrumentor before = OpenAIInstrumentor.instrument();

    OpenInference.instrument().uninstrument();

    assertThat(before.isOn()).isTrue();
    client.chat().completions().create(CHAT);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void tellsWhetherItIsOn() {
    assertThat(OpenAIInstrumentor.create(telemetry.openTelemetry()).isOn()).isFalse();

    OpenAIInstrumentor instrumentor = OpenAIInstrumentor.instrument();
    assertThat(instrumentor.isOn()).isTrue();

    instrumentor.uninstrument();
    assertThat(instrumentor.isOn()).isFalse();
  }

  @Test
  void secondCallChangesNothing() {
    OpenAIInstrumentor first = OpenAIInstrumentor.instrument();

    assertThat(OpenAIInstrumentor.instrument()).isSameAs(first);
    client.chat().completions().create(CHAT);

    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void uninstrumentStopsSpansAndInstrumentResumesThem() {
    OpenAIInstrumentor first = OpenAIInstrumentor.instrument();
    first.uninstrument();
    client.chat().completions().create(CHAT);
    assertThat(telemetry.spans()).isEmpty();

    OpenAIInstrumentor.instrument();
    client.chat().completions().create(CHAT);
    assertThat(telemetry.spans()).hasSize(1);

    first.uninstrument(); // Of one that is off already.
    client.chat().completions().create(CHAT);
    assertThat(telemetry.spans()).hasSize(2);
  }

  @Test
  void samplerIsAskedOnceForACallThatTwoDoorsSee() {
    AtomicInteger asked = new AtomicInteger();
    Sampler sampler =
        new Sampler() {
          @Override
          public SamplingResult shouldSample(
              Context parentContext,
              String traceId,
              String name,
              SpanKind spanKind,
              Attributes attributes,
              List<LinkData> parentLinks) {
            asked.incrementAndGet();
            return SamplingResult.drop();
          }

          @Override
          public String getDescription() {
            return "counts";
          }
        };
    OpenTelemetry sampling =
        OpenInferenceExtension.builder().sampler(sampler).build().openTelemetry();
    OpenAIInstrumentor instrumentor = OpenAIInstrumentor.instrument(sampling);

    instrumentor.wrap(client).chat().completions().create(CHAT);

    assertThat(asked).hasValue(1);
  }

  @Test
  void wrappedClientStillMakesOneSpan() {
    OpenAIInstrumentor.instrument();
    OpenAIClient wrapped = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(client);

    wrapped.chat().completions().create(CHAT);
    wrapped.withRawResponse().chat().completions().create(CHAT).parse();
    wrapped.async().chat().completions().create(CHAT).join();

    assertThat(telemetry.spans()).hasSize(3);
  }
}
