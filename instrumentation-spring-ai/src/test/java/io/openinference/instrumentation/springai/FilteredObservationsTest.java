// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.testing.Garbage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/** Observations that the application switches off make no spans, and the others stay right. */
class FilteredObservationsTest extends AbstractSpringAITest {

  private void switchOff(ObservationRegistry registry, Class<? extends Observation.Context> type) {
    registry.observationConfig().observationPredicate((name, context) -> !type.isInstance(context));
  }

  /** Asks below a span of the caller. */
  private void ask(boolean stream) {
    String call = Replies.call("call_1", "weather", "{\"city\":\"Oslo\"}");
    server.enqueue(stream ? Replies.streamedTools(call) : Replies.tools(call));
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));
    Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();
    try (Scope ignored = caller.makeCurrent()) {
      if (stream) {
        client().prompt("How?").tools(new WeatherTools()).stream().content().collectList().block();
      } else {
        client().prompt("How?").tools(new WeatherTools()).call().content();
      }
    } finally {
      caller.end();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutTools(boolean stream) {
    switchOff(registry, ToolCallingObservationContext.class);

    ask(stream);
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN caller
              AGENT ChatClient
                LLM gpt-5-mini
                LLM gpt-5-mini
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutClients(boolean stream) {
    switchOff(registry, ChatClientObservationContext.class);

    ask(stream);
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN caller
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutModels(boolean stream) {
    assumeTrue(Models.IS_SPRING_AI_2 || !stream, "the tool does not know its caller");
    switchOff(registry, ChatModelObservationContext.class);

    ask(stream);
    telemetry.awaitSpans(3);

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN caller
              AGENT ChatClient
                TOOL weather
            """);
  }

  /** Micrometer then tells no handler that the observation has stopped. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterAFilterThatThrowsGarbageCollectionEndsTheSpans(boolean stream) {
    registry
        .observationConfig()
        .observationFilter(
            context -> {
              throw new FilterException();
            });

    askWithoutTools(stream);
    Garbage.collectUntil(() -> telemetry.spans().size() == 2);

    Assertions.assertThat(telemetry.trace().toString().replace(" !", ""))
        .isEqualTo(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }

  private void askWithoutTools(boolean stream) {
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));
    try {
      if (stream) {
        client().prompt("How?").stream().content().collectList().block();
      } else {
        client().prompt("How?").call().content();
      }
    } catch (RuntimeException thrown) {
      // That of the filter, or what a client makes of it. Some streams drop it.
    }
  }

  private static final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
