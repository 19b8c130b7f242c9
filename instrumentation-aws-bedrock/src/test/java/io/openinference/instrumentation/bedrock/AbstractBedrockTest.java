// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Calls of the real clients to a local server, through each door. */
@ParameterizedClass
@ArgumentsSource(TestedDoors.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractBedrockTest {

  static final String CLAUDE = "us.anthropic.claude-sonnet-4-20250514-v1:0";

  @RegisterExtension
  final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(Door.ofRun().isAgent()).build();

  /** Answers of the current test, and the requests that it has made. */
  private final Queue<StubResponse> answers = new ConcurrentLinkedQueue<>();

  private final List<StubRequest> requests = new CopyOnWriteArrayList<>();

  @Parameter private Door door;
  private StubServer server;
  private LocalClients clients;
  private BedrockInstrumentor instrumented;

  /** One server and one client of each kind, because to make clients takes most of the time. */
  @BeforeParameterizedClassInvocation
  void openDoor() {
    server = StubServer.start().handler(this::next);
    clients = new LocalClients(server.baseUrl(), 3);
    if (door.isInstrumenting()) {
      instrumented = BedrockInstrumentor.instrument(telemetry.openTelemetry());
      assertThat(instrumented.isOn()).isTrue();
    }
  }

  @AfterParameterizedClassInvocation
  void closeDoor() {
    if (instrumented != null) {
      instrumented.uninstrument();
    }
    clients.close();
    server.close();
  }

  @BeforeEach
  void forgetAnswers() {
    answers.clear();
    requests.clear();
  }

  private StubResponse next(StubRequest request) {
    requests.add(request);
    StubResponse answer = answers.poll();
    return answer == null ? StubResponse.text(404, "The test has set no answer.") : answer;
  }

  /** Returns the requests of the current test. */
  List<StubRequest> requests() {
    return requests;
  }

  private <T extends SdkClient> T traced(T client) {
    return door.isWrapping()
        ? BedrockInstrumentor.create(telemetry.openTelemetry()).wrap(client)
        : client;
  }

  BedrockRuntimeClient sync() {
    return traced(clients.sync());
  }

  BedrockRuntimeClient sync(ExecutionInterceptor interceptor) {
    return traced(Clients.sync(server.baseUrl(), interceptor));
  }

  BedrockRuntimeAsyncClient async() {
    return traced(clients.async());
  }

  BedrockAgentRuntimeClient agents() {
    return traced(clients.agents());
  }

  BedrockAgentRuntimeAsyncClient asyncAgents() {
    return traced(clients.asyncAgents());
  }

  void enqueue(StubResponse answer) {
    answers.add(answer);
  }

  void answer(String json) {
    enqueue(StubResponse.json(json));
  }

  void answerEvents(String... events) {
    enqueue(StubResponse.stream(Frames.ENCODING, events));
  }

  /** Calls a model and returns what the application got. */
  String invoke(String modelId, String body) {
    InvokeModelResponse response =
        sync()
            .invokeModel(
                InvokeModelRequest.builder()
                    .modelId(modelId)
                    .body(SdkBytes.fromUtf8String(body))
                    .build());
    return response.body().asUtf8String();
  }

  /** Calls a model that streams. */
  void stream(String modelId, String body) {
    await(
        async()
            .invokeModelWithResponseStream(
                InvokeModelWithResponseStreamRequest.builder()
                    .modelId(modelId)
                    .body(SdkBytes.fromUtf8String(body))
                    .build(),
                InvokeModelWithResponseStreamResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> {}))
                    .build()));
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the one span of the test. */
  SpanData span() {
    List<SpanData> spans = telemetry.awaitSpans(1);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  /** Returns the attributes by name, without those of the resource. */
  static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes()
        .forEach((AttributeKey<?> key, Object value) -> attributes.put(key.getKey(), value));
    return attributes;
  }

  /** Returns the attributes whose names begin so, without the values of the whole exchange. */
  static Map<String, Object> attributes(SpanData span, String... prefixes) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes(span)
        .forEach(
            (name, value) -> {
              for (String prefix : prefixes) {
                if (name.startsWith(prefix)) {
                  attributes.put(name, value);
                }
              }
            });
    return attributes;
  }
}
