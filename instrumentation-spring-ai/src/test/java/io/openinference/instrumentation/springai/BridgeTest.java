// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.tool.annotation.Tool;

/** Spans of Micrometer around and inside of Spring AI, in one registry as Boot makes it. */
class BridgeTest extends AbstractSpringAITest {

  @BeforeEach
  void traceWithMicrometerToo() {
    ObservationHandler<Observation.Context> ours = instrumentor.observationHandler();
    assertThat(ours).isInstanceOf(TracingObservationHandler.class);
    registry = ObservationRegistry.create();
    registry
        .observationConfig()
        // Spring AI 2 observes its HTTP client, and Spring AI 1 leaves that to the host.
        .observationPredicate(
            (name, context) -> !context.getClass().getName().contains(".okhttp3."))
        .observationHandler(
            new ObservationHandler.FirstMatchingCompositeObservationHandler(
                ours, new DefaultTracingObservationHandler(tracer())));
  }

  private static OtelTracer tracer() {
    return new OtelTracer(
        telemetry.openTelemetry().getTracer("micrometer"),
        new OtelCurrentTraceContext(),
        event -> {});
  }

  private Observation observation(String name) {
    return Observation.createNotStarted(name, registry);
  }

  /** A tool that makes an observation. */
  private final class Search {
    @Tool(description = "Searches.")
    String search(String query) {
      observation("http post").observe(() -> {});
      return "found";
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isOneTraceWithMicrometersSpans(boolean stream) {
    String call = Replies.call("call_1", "search", "{\"query\":\"x\"}");
    server.enqueue(stream ? Replies.streamedTools(call) : Replies.tools(call));
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));

    observation("http get")
        .observe(
            () -> {
              var request = client().prompt("How?").tools(new Search());
              if (stream) {
                request.stream().content().collectList().block();
              } else {
                request.call().content();
              }
            });
    telemetry.awaitSpans(6);

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN http get
              AGENT ChatClient
                LLM gpt-5-mini
                TOOL search
                  UNKNOWN http post
                LLM gpt-5-mini
            """);
  }

  @Test
  void keepsTheParentsOfWhatIsNotSpringAIs() {
    observation("http get").observe(() -> observation("http post").observe(() -> {}));

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN http get
              UNKNOWN http post
            """);
  }
}
