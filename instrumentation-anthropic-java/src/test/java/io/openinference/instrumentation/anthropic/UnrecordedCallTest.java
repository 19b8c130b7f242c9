// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that nobody records reads nothing of the request, and gives the library's own stream. */
class UnrecordedCallTest {

  @RegisterExtension
  static final OpenInferenceExtension recorded = OpenInferenceExtension.builder().build();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private final StubServer server = StubServer.start();
  private final AnthropicClient unwrapped = Clients.builder(server.baseUrl()).build();

  @AfterEach
  void closeClientAndServer() {
    server.close();
    unwrapped.close();
  }

  private static AnthropicClient wrap(AnthropicClient client, OpenTelemetry openTelemetry) {
    return AnthropicInstrumentor.create(openTelemetry).wrap(client);
  }

  private int readsByCall(AnthropicClient client) {
    server.enqueue(StubResponse.json(Scenario.ANSWER));
    CountingText text = new CountingText();
    client.messages().create(text.in(Scenario.REQUEST));
    return text.reads();
  }

  private Class<?> typeOfStream(AnthropicClient client) {
    server.enqueue(AbstractAnthropicTest.stream(Events.of(Scenario.ANSWER)));
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
      assertThat(stream.stream().count()).isEqualTo(Events.of(Scenario.ANSWER).length);
      return stream.getClass();
    }
  }

  private void assertNothingRead(OpenTelemetry openTelemetry) {
    AnthropicClient client = wrap(unwrapped, openTelemetry);
    assertThat(readsByCall(client)).isEqualTo(readsByCall(unwrapped));
    assertThat(typeOfStream(client)).isEqualTo(typeOfStream(unwrapped));
  }

  @Test
  void aRecordedCallReadsTheRequestOnceMore() {
    AnthropicClient client = wrap(unwrapped, recorded.openTelemetry());

    assertThat(readsByCall(client)).isEqualTo(readsByCall(unwrapped) + 1);
    assertThat(recorded.spans()).hasSize(1);
  }

  @Test
  void aCallThatIsSampledOutReadsNothing() {
    assertNothingRead(sampledOut.openTelemetry());

    assertThat(sampledOut.spans()).isEmpty();
  }

  @Test
  void aCallWithoutAnSdkReadsNothing() {
    assertNothingRead(OpenTelemetry.noop());
  }

  @Test
  void aSuppressedCallReadsNothing() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertNothingRead(recorded.openTelemetry());
    }

    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void aCallThatAnotherInstrumentationTracesReadsNothing() {
    Context outer = ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM);
    try (Scope ignored = outer.makeCurrent()) {
      assertNothingRead(recorded.openTelemetry());
    }

    assertThat(recorded.spans()).isEmpty();
  }
}
