// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client of openai-java before and after it is wrapped, and the server that both talk to. */
abstract class AbstractOpenAITest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(Door.ofRun() != Door.WRAP).build();

  private static Runnable door = () -> {};

  final StubServer server = StubServer.start();
  final OpenAIInstrumentor instrumentor =
      OpenAIInstrumentor.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().build())
          .build();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .jsonMapper(Json.MAPPER)
          .apiKey("test-key")
          .baseUrl(server.baseUrl())
          .maxRetries(0)
          .build();
  final OpenAIClient unwrapped = TracedClients.untraced(client);
  final OpenAIClient wrapped = TracedClients.traced(client, instrumentor);

  /** Once a class, because to weave and restore the library's classes takes a second. */
  @BeforeAll
  static void openDoor() {
    door = TracedClients.open(telemetry.openTelemetry());
  }

  @AfterAll
  static void closeDoor() {
    door.run();
  }

  @AfterEach
  void closeClientAndServer() {
    server.close();
    client.close();
  }

  /** Answers all requests alike. */
  final void answer(StubResponse response) {
    server.handler(request -> response);
  }

  /** Returns the only span. */
  static SpanData span() {
    List<SpanData> spans = telemetry.spans();
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  /** Asserts that the requests, of the unwrapped and the wrapped client, are the same bytes. */
  final void assertSameRequests() {
    List<String> requests =
        server.requests().stream().map(AbstractOpenAITest::describe).distinct().toList();
    assertThat(requests).hasSize(1);
  }

  private static String describe(StubRequest request) {
    String body = request.bodyText();
    if (body.startsWith("--")) {
      // The boundary of parts is random.
      body = body.replace(body.lines().findFirst().orElseThrow(), "--boundary");
    }
    return request.method() + " " + request.path() + "?" + request.query() + "\n" + body;
  }
}
