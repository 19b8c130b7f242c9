// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.tool.ToolCallingManager;

/** The whole process is traced, and the application wraps nothing. */
class InstrumentTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final ObservationRegistry registry = ObservationRegistry.create();
  private StubServer server;
  private SpringAIInstrumentor on;

  @BeforeEach
  void turnOn() {
    server = StubServer.start();
    registry
        .observationConfig()
        .observationPredicate(
            (name, context) -> !context.getClass().getName().contains(".okhttp3."));
    on = SpringAIInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void turnOff() {
    on.uninstrument();
    server.close();
  }

  private ChatClient client(ObservationRegistry of) {
    ToolCallingManager tools = ToolCallingManager.builder().observationRegistry(of).build();
    return Models.client(Models.chat(server.baseUrl(), of, tools, 1), of, tools).build();
  }

  private void traceWithMicrometer() {
    OtelTracer tracer =
        new OtelTracer(
            telemetry.openTelemetry().getTracer("micrometer"),
            new OtelCurrentTraceContext(),
            event -> {});
    registry
        .observationConfig()
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                new DefaultTracingObservationHandler(tracer)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesThePlaceOfMicrometersTracing(boolean stream) {
    traceWithMicrometer();
    AtomicInteger metrics = new AtomicInteger();
    registry
        .observationConfig()
        .observationHandler(
            context -> {
              metrics.incrementAndGet();
              return true;
            });
    String call = Replies.call("call_1", "broken", "{}");
    server.enqueue(stream ? Replies.streamedTools(call) : Replies.tools(call));
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));

    ChatClient.ChatClientRequestSpec request =
        client(registry).prompt("How?").tools(new WeatherTools());
    if (stream) {
      request.stream().content().collectList().block();
    } else {
      request.call().content();
    }
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL broken !
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().span("broken")).hasAttribute("tool.id", "call_1");
    assertThat(metrics).hasPositiveValue();
  }

  @Test
  void leavesMicrometerAloneWhenItIsOff() {
    traceWithMicrometer();
    server.enqueue(Replies.text("It is."));

    on.uninstrument();
    client(registry).prompt("How?").call().content();

    assertThat(on.isOn()).isFalse();
    List<String> kinds = new ArrayList<>();
    telemetry
        .spans()
        .forEach(
            span ->
                span.getAttributes()
                    .forEach(
                        (key, value) -> {
                          if (key.getKey().startsWith("openinference.")) {
                            kinds.add(span.getName());
                          }
                        }));
    assertThat(kinds).isEmpty();
    assertThat(telemetry.spans()).isNotEmpty();
  }

  @Test
  void makesOneSpanWhereTheApplicationHasTheHandlerToo() {
    registry
        .observationConfig()
        .observationHandler(
            SpringAIInstrumentor.create(telemetry.openTelemetry()).observationHandler());
    server.enqueue(Replies.text("It is."));

    client(registry).prompt("How?").call().content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }

  /** An empty registry makes no observations by itself, like none. */
  static List<ObservationRegistry> registriesWithoutObservations() {
    return List.of(ObservationRegistry.NOOP, ObservationRegistry.create());
  }

  @ParameterizedTest
  @MethodSource("registriesWithoutObservations")
  void tracesWhatHasNoRegistry(ObservationRegistry none) {
    server.enqueue(Replies.tools(Replies.call("call_1", "broken", "{}")));
    server.enqueue(Replies.text("It is."));

    client(none).prompt("How?").tools(new WeatherTools()).call().content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL broken !
              LLM gpt-5-mini
            """);
  }

  @Test
  void tracesStreamsOfWhatHasNoRegistry() {
    server.enqueue(Replies.streamedText("It ", "is."));

    client(ObservationRegistry.NOOP).prompt("How?").stream().content().collectList().block();
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }

  @Test
  void makesNoSpanWithoutARegistryWhenItIsOff() {
    on.uninstrument();
    server.enqueue(Replies.text("It is."));

    client(ObservationRegistry.NOOP).prompt("How?").call().content();

    assertThat(telemetry.spans()).isEmpty();
  }
}
