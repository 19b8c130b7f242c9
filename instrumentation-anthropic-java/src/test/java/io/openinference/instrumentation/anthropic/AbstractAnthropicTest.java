// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that is traced through a door, and the server that it talks to.
 *
 * <p>OpenTelemetry is global, as with {@code OpenInferenceSdk.register()}. That makes newer
 * releases of anthropic-java trace as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractAnthropicTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(true).build();

  private Runnable closeDoor = () -> {};

  StubServer server;
  AnthropicInstrumentor instrumentor;
  AnthropicClient untraced;
  AnthropicClient client;

  Door door() {
    return Door.WRAP;
  }

  /** Once a class, because to weave and restore the library's classes takes a second. */
  @BeforeAll
  void openDoor() {
    if (door().isInstrumenting()) {
      closeDoor = AnthropicInstrumentor.instrument(telemetry.openTelemetry())::uninstrument;
    }
  }

  @AfterAll
  void closeDoor() {
    closeDoor.run();
  }

  @BeforeEach
  void openClientAndServer() {
    server = StubServer.start();
    instrumentor = instrumentor(TraceConfig.builder().build());
    untraced = newClient(0);
    client = traced(newClient(0));
  }

  @AfterEach
  void closeClientAndServer() {
    client.close();
    untraced.close();
    server.close();
  }

  static AnthropicInstrumentor instrumentor(TraceConfig config) {
    return AnthropicInstrumentor.builder(telemetry.openTelemetry()).config(config).build();
  }

  /** Returns what the application calls. */
  final AnthropicClient traced(AnthropicClient given) {
    return door().isWrapping() ? instrumentor.wrap(given) : given;
  }

  final AnthropicClient newClient(int maxRetries) {
    return Clients.builder(server.baseUrl()).maxRetries(maxRetries).build();
  }

  /** Answers all requests alike. */
  final void answer(String json) {
    server.handler(request -> StubResponse.json(json));
  }

  final void answerStream(String... events) {
    server.handler(request -> stream(events));
  }

  /** Returns a stream whose events have the name that is in their data, as the library needs it. */
  static StubResponse stream(String... events) {
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      text.append("event: ").append(Json.tree(event).path("type").asText()).append('\n');
      event.strip().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      text.append('\n');
    }
    return StubResponse.of(
        200, "text/event-stream; charset=utf-8", text.toString().getBytes(UTF_8));
  }

  /** Makes a call of a user in a session. */
  static <T> T inScopes(Supplier<T> call) {
    ContextAttributes attributes =
        ContextAttributes.builder().sessionId("s-1").userId("u-1").tags(List.of("t-1")).build();
    try (Scope ignored = OpenInference.usingAttributes(attributes)) {
      return call.get();
    }
  }

  /** Returns the only span. */
  static SpanData span() {
    List<SpanData> spans = telemetry.spans();
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }
}
