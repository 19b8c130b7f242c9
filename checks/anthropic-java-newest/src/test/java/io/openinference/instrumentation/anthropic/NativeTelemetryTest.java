// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.LogCapture;
import io.openinference.testing.StubRequest;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The spans that newer releases make by themselves. */
class NativeTelemetryTest {

  abstract static class AbstractNativeTelemetryTest extends AbstractAnthropicTest {

    private AnthropicClient traced(OpenTelemetryOptions options) {
      return traced(
          AnthropicOkHttpClient.builder()
              .apiKey("test-key")
              .baseUrl(server.baseUrl())
              .openTelemetry(options)
              .build());
    }

    private StubRequest create(AnthropicClient client) {
      answer(Scenario.ANSWER);
      client.messages().create(Params.of(Scenario.REQUEST));
      client.close();
      return server.requests().get(0);
    }

    @Test
    void oneSpanAndItsIdentifiersInTheRequest() {
      StubRequest request = create(client);

      assertThat(span()).isLlm().hasName("messages.create");
      assertThat(request.header("traceparent")).contains(span().getSpanId());
    }

    @Test
    void withoutPropagationTheRequestHasNoIdentifiers() {
      StubRequest request =
          create(traced(OpenTelemetryOptions.builder().propagation(false).build()));

      assertThat(span()).hasName("messages.create");
      assertThat(request.header("traceparent")).isNull();
    }

    @Test
    void whoTurnsTheSpansOfTheLibraryOffHasOursOnly() {
      create(traced(OpenTelemetryOptions.ofEnabled(false)));

      assertThat(span()).hasName("messages.create");
    }

    @Test
    void withoutAGlobalOpenTelemetryTheLibraryMakesNoSpansAndNothingIsStarted() {
      GlobalOpenTelemetry.resetForTest();
      answer("{\"data\": [], \"has_more\": false, \"first_id\": null, \"last_id\": null}");

      try (LogCapture log = LogCapture.of(OpenInference.class)) {
        client.models().list();

        assertThat(log.messages()).isEmpty();
      }
      assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void providerThatTheApplicationHasSetStays() {
      create(
          traced(
              OpenTelemetryOptions.builder()
                  .tracerProvider(telemetry.openTelemetry().getTracerProvider())
                  .build()));

      assertThat(telemetry.spans())
          .extracting(SpanData::getName)
          .containsExactly("anthropic.messages.create", "messages.create");
    }
  }

  @Nested
  class Wrapped extends AbstractNativeTelemetryTest {}

  @Nested
  class Instrumented extends AbstractNativeTelemetryTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractNativeTelemetryTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
