// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the application's OpenTelemetry do not reach the application. */
class FaultTest {

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void callsGoOn(boolean atStart, boolean atEnd) {
    OpenTelemetrySdk openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(new FaultyProcessor(atStart, atEnd))
                    .build())
            .build();
    try (StubServer server = StubServer.start()) {
      AnthropicClient client =
          AnthropicInstrumentor.create(openTelemetry)
              .wrap(
                  AnthropicOkHttpClient.builder()
                      .apiKey("test-key")
                      .baseUrl(server.baseUrl())
                      .build());
      server.enqueue(
          StubResponse.json(Scenario.ANSWER),
          StubResponse.json(Scenario.ANSWER),
          AbstractAnthropicTest.stream(Events.of(Scenario.ANSWER)));

      assertThat(client.messages().create(Params.of(Scenario.REQUEST)).id()).isEqualTo("msg_1");
      assertThat(client.async().messages().create(Params.of(Scenario.REQUEST)).join().id())
          .isEqualTo("msg_1");
      try (StreamResponse<RawMessageStreamEvent> response =
          client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
        assertThat(response.stream().count()).isEqualTo(Events.of(Scenario.ANSWER).length);
      }
      client.close();
    }
  }

  private record FaultyProcessor(boolean isStartRequired, boolean isEndRequired)
      implements SpanProcessor {

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      throw new IllegalStateException("a fault of the test");
    }

    @Override
    public void onEnd(ReadableSpan span) {
      throw new IllegalStateException("a fault of the test");
    }
  }
}
