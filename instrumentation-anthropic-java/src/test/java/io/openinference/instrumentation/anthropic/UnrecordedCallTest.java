// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.CountingText;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
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

  /** A way to call, which gives the library's own result. */
  private interface Form {
    Object call(AnthropicClient client, CountingText text);
  }

  private static final Form SYNC =
      (client, text) -> client.messages().create(Params.with(text, Scenario.REQUEST));

  private static final List<Form> CALLS =
      List.of(
          SYNC,
          (client, text) ->
              client.async().messages().create(Params.with(text, Scenario.REQUEST)).join(),
          (client, text) ->
              client.messages().withRawResponse().create(Params.with(text, Scenario.REQUEST)),
          (client, text) -> client.beta().messages().create(beta(text)),
          (client, text) ->
              client.async().beta().messages().withRawResponse().create(beta(text)).join(),
          (client, text) ->
              client
                  .messages()
                  .countTokens(
                      Params.ofCount(Json.without(Scenario.REQUEST, "max_tokens")).toBuilder()
                          .putAllAdditionalBodyProperties(Params.field(text))
                          .build()));

  private static final List<Form> STREAMS =
      List.of(
          (client, text) -> client.messages().createStreaming(Params.with(text, Scenario.REQUEST)),
          (client, text) ->
              client.async().messages().createStreaming(Params.with(text, Scenario.REQUEST)),
          (client, text) -> client.beta().messages().createStreaming(beta(text)),
          (client, text) ->
              client
                  .messages()
                  .withRawResponse()
                  .createStreaming(Params.with(text, Scenario.REQUEST)));

  private static com.anthropic.models.beta.messages.MessageCreateParams beta(CountingText text) {
    return Params.beta(Scenario.REQUEST).toBuilder()
        .putAllAdditionalBodyProperties(Params.field(text))
        .build();
  }

  private int readsByCall(AnthropicClient client) {
    return Integer.parseInt(
        outcome(client, SYNC, StubResponse.json(Scenario.ANSWER)).split(" ")[0]);
  }

  /** Returns how often the request is read, and the type of the result. */
  private String outcome(AnthropicClient client, Form form, StubResponse answer) {
    server.enqueue(answer);
    CountingText text = new CountingText();
    Object result = form.call(client, text);
    if (result instanceof AsyncStreamResponse<?> stream) {
      stream.subscribe(event -> {}).onCompleteFuture().join();
    } else if (result instanceof StreamResponse<?> stream) {
      assertThat(stream.stream().count()).isEqualTo(Events.of(Scenario.ANSWER).length);
      stream.close();
    } else if (result instanceof HttpResponse response) {
      response.close();
    }
    return text.reads() + " " + result.getClass().getName();
  }

  private List<String> outcomes(AnthropicClient client) {
    List<String> outcomes = new ArrayList<>();
    for (Form form : CALLS) {
      outcomes.add(outcome(client, form, StubResponse.json(Scenario.ANSWER)));
    }
    for (Form form : STREAMS) {
      StubResponse events = AbstractAnthropicTest.stream(Events.of(Scenario.ANSWER));
      outcomes.add(outcome(client, form, events));
    }
    return outcomes;
  }

  private void assertNothingRead(OpenTelemetry openTelemetry) {
    assertThat(outcomes(wrap(unwrapped, openTelemetry))).isEqualTo(outcomes(unwrapped));
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
  void aCallOfATracedProcessThatIsSampledOutReadsNothing() {
    List<String> untraced = outcomes(unwrapped);
    AnthropicInstrumentor on = AnthropicInstrumentor.instrument(sampledOut.openTelemetry());
    try {
      assertThat(outcomes(unwrapped)).isEqualTo(untraced);
    } finally {
      on.uninstrument();
    }

    assertThat(sampledOut.spans()).isEmpty();
  }

  @Test
  void aSuppressedCallOfATracedProcessReadsNothing() {
    List<String> untraced = outcomes(unwrapped);
    AnthropicInstrumentor on = AnthropicInstrumentor.instrument(recorded.openTelemetry());
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertThat(outcomes(unwrapped)).isEqualTo(untraced);
    } finally {
      on.uninstrument();
    }

    assertThat(recorded.spans()).isEmpty();
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
