// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.ApiResponse;
import com.google.genai.HttpApiClient;
import com.google.genai.types.HttpOptions;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A server, and clients that are traced through each door. */
@ParameterizedClass
@MethodSource("doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractDoorTest {

  static final String MODEL = "gemini-2.5-flash";
  static final String HELLO = "{\"contents\": [{\"parts\": [{\"text\": \"hi\"}]}]}";
  static final String GENERATE = "models/gemini-2.5-flash:generateContent";
  static final String STREAM = "models/gemini-2.5-flash:streamGenerateContent?alt=sse";

  @RegisterExtension
  final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(Door.ofRun().isAgent()).build();

  @Parameter Door door;

  StubServer server;
  private Runnable turnOff = () -> {};

  static Stream<Door> doors() {
    return Door.allOfRun().stream();
  }

  @BeforeParameterizedClassInvocation
  void openDoor() {
    if (door.isInstrumenting()) {
      turnOff = GoogleGenAIInstrumentor.instrument(telemetry.openTelemetry())::uninstrument;
    }
  }

  @AfterParameterizedClassInvocation
  void closeDoor() {
    turnOff.run();
    turnOff = () -> {};
  }

  @BeforeEach
  void startServer() {
    server = StubServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  final TestClient client() {
    TestClient client = TestClient.of(server.baseUrl());
    return door.isWrapping() ? client.wrap(instrumentor(TraceConfig.builder().build())) : client;
  }

  final GoogleGenAIInstrumentor instrumentor(TraceConfig config) {
    return GoogleGenAIInstrumentor.builder(telemetry.openTelemetry()).config(config).build();
  }

  /** Sends a body as it is, through the class that all services of the library send with. */
  final String post(String path, String json, StubResponse answer) {
    return post(client(), path, json, answer);
  }

  final String post(TestClient client, String path, String json, StubResponse answer) {
    server.enqueue(answer);
    HttpApiClient api =
        new HttpApiClient(
            Optional.of("test-key"),
            Optional.of(HttpOptions.builder().baseUrl(client.baseUrl()).build()),
            Optional.of(client.options()));
    try (ApiResponse response = api.request("post", path, json, Optional.empty())) {
      return response.getBody().string();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the only span. */
  final SpanData span() {
    List<SpanData> spans = telemetry.awaitSpans(1);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  final void inCaller(Runnable code) {
    Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();
    try (Scope ignored = caller.makeCurrent()) {
      code.run();
    } finally {
      caller.end();
    }
  }
}
