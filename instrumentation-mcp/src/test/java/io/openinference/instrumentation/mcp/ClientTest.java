// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.Trace;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class ClientTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final PipedTransport pipe = new PipedTransport();
  private McpInstrumentor on;
  private McpSyncServer server;
  private McpAsyncClient client;

  @AfterEach
  void close() {
    if (on != null) {
      on.uninstrument();
    }
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** Connects an asynchronous client with a server that has one tool. */
  private void connect(
      BiFunction<
              io.modelcontextprotocol.server.McpSyncServerExchange, CallToolRequest, CallToolResult>
          handler,
      Duration timeout) {
    on = McpInstrumentor.instrument(telemetry.openTelemetry());
    server =
        McpServer.sync(pipe.server())
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .tools(
                SyncToolSpecification.builder()
                    .tool(
                        Tool.builder()
                            .name("weather")
                            .inputSchema(McpJsonDefaults.getMapper(), Offers.SCHEMA)
                            .build())
                    .callHandler(handler)
                    .build())
            .build();
    client =
        McpClient.async(pipe)
            .requestTimeout(timeout)
            .sampling(request -> Mono.fromCallable(() -> sample(request)))
            .build();
  }

  private CreateMessageResult sample(CreateMessageRequest request) {
    return tracer
        .llm("sample")
        .call(
            () ->
                CreateMessageResult.builder()
                    .role(Role.ASSISTANT)
                    .content(new TextContent("fine"))
                    .model("fjord-1")
                    .build());
  }

  private static CallToolResult result(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  private static CallToolRequest request() {
    return new CallToolRequest("weather", Map.of("city", "Bergen"));
  }

  private static SpanData sent() {
    return telemetry.spans().stream()
        .filter(span -> span.getKind() == SpanKind.CLIENT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallBelowAnAgentMakesATool() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture.tracer.agent("guide").run(() -> fixture.call("weather", Map.of("city", "Bergen")));

      telemetry.awaitSpans(4);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide
                TOOL weather
                  TOOL weather
                    CHAIN forecast
              """);
      assertThat(sent())
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(
              Map.of(
                  "openinference.span.kind", "TOOL",
                  "tool.name", "weather",
                  "tool.parameters", "{\"city\":\"Bergen\"}",
                  "input.value", "{\"city\":\"Bergen\"}",
                  "input.mime_type", "application/json",
                  "output.value", "sunny in Bergen",
                  "output.mime_type", "text/plain"));
    }
  }

  @Test
  void aResourceBelowAnAgentMakesARetriever() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture
          .tracer
          .agent("guide")
          .run(() -> fixture.client.readResource(new ReadResourceRequest("fjord://depth")));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide
                RETRIEVER resources/read
                  RETRIEVER resources/read
              """);
      assertThat(sent())
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(
              Map.ofEntries(
                  Map.entry("openinference.span.kind", "RETRIEVER"),
                  Map.entry("input.value", "fjord://depth"),
                  Map.entry("input.mime_type", "text/plain"),
                  Map.entry("output.value", "[\"1308 m\"]"),
                  Map.entry("output.mime_type", "application/json"),
                  Map.entry("retrieval.documents.0.document.id", "fjord://depth"),
                  Map.entry("retrieval.documents.0.document.mime_type", "text/plain"),
                  Map.entry("retrieval.documents.0.document.content", "1308 m"),
                  Map.entry("retrieval.documents.1.document.id", "fjord://depth/map"),
                  Map.entry("retrieval.documents.1.document.mime_type", "image/png"),
                  Map.entry("retrieval.documents.1.document.metadata", "{\"bytes\":5}")));
    }
  }

  @Test
  void aPromptBelowAnAgentMakesAPrompt() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture
          .tracer
          .agent("agent")
          .run(
              () ->
                  fixture.client.getPrompt(new GetPromptRequest("guide", Map.of("place", "Flåm"))));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT agent
                PROMPT guide
                  PROMPT guide
              """);
      assertThat(sent())
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(
              Map.of(
                  "openinference.span.kind", "PROMPT",
                  "prompt.id", "guide",
                  "input.value", "{\"place\":\"Flåm\"}",
                  "input.mime_type", "application/json",
                  "output.value", "[{\"role\":\"user\",\"content\":\"Guide me to Flåm\"}]",
                  "output.mime_type", "application/json"));
    }
  }

  @Test
  void aResourceThatIsUnknownIsAnErrorOnBothSides() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      ReadResourceRequest request = new ReadResourceRequest("fjord://none");
      assertThatThrownBy(
              () -> fixture.tracer.agent("guide").run(() -> fixture.client.readResource(request)))
          .isInstanceOf(RuntimeException.class);

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide !
                RETRIEVER resources/read !
                  RETRIEVER resources/read !
              """);
      assertThat(sent())
          .hasAttribute("input.value", "fjord://none")
          .hasNoAttributeStartingWith("retrieval.documents");
    }
  }

  /** A server that is a client of another server makes a span of what it asks. */
  @Test
  void aCallInsideOfAServedToolMakesATool() {
    try (PipedFixture other = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      connect(
          (exchange, request) -> other.call("weather", request.arguments()),
          Duration.ofSeconds(20));

      String answer = PipedFixture.text(client.callTool(request()).block());

      assertThat(answer).isEqualTo("sunny in Bergen");
      telemetry.awaitSpans(5);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL weather
                TOOL weather
                  TOOL weather
                    TOOL weather
                      CHAIN forecast
              """);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void theFirstCallOfAClientKeepsItsCaller(Door door) {
    PipedFixture fixture =
        PipedFixture.uninitialized(
            door,
            telemetry.openTelemetry(),
            settings ->
                settings.transportContextProvider(
                    McpInstrumentor.create(telemetry.openTelemetry()).transportContextProvider()));
    try (fixture) {
      fixture.tracer.tool("caller").run(() -> fixture.call("weather", Map.of("city", "Bergen")));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
    }
  }

  /**
   * Neither the requests nor the answers go out at once, because the transports of release 0.18
   * then lose one.
   */
  @Test
  void concurrentEqualCallsKeepTheirCallers() throws Exception {
    CountDownLatch firstArrived = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch answered = new CountDownLatch(1);
    AtomicBoolean isSecond = new AtomicBoolean();
    connect(
        (exchange, request) -> {
          firstArrived.countDown();
          both.countDown();
          await(both);
          if (isSecond.getAndSet(true)) {
            await(answered);
            // The first answer has arrived, but the thread that sent it may still be in the sink.
            pause();
          }
          return result("sunny");
        },
        Duration.ofSeconds(20));
    client.initialize().block();
    CallToolRequest shared = request();

    CompletableFuture<CallToolResult> first =
        tracer
            .agent("first")
            .call(() -> client.callTool(shared))
            .doOnNext(result -> answered.countDown())
            .toFuture();
    await(firstArrived);
    CompletableFuture<CallToolResult> second =
        tracer
            .agent("second")
            .call(() -> client.callTool(shared))
            .doOnNext(result -> answered.countDown())
            .toFuture();
    first.get(20, TimeUnit.SECONDS);
    second.get(20, TimeUnit.SECONDS);

    telemetry.awaitSpans(6);
    assertThat(telemetry.traces())
        .extracting(Trace::toString)
        .satisfiesExactlyInAnyOrder(
            trace -> assertThat(trace).startsWith("AGENT first"),
            trace -> assertThat(trace).startsWith("AGENT second"));
    for (Trace trace : telemetry.traces()) {
      assertThat(trace)
          .hasTree(
              """
              AGENT %s
                TOOL weather
                  TOOL weather
              """
                  .formatted(trace.root().getName()));
      assertThat(trace.spans())
          .filteredOn(span -> span.getName().equals("weather"))
          .allSatisfy(span -> assertThat(span).hasAttribute("output.value", "sunny"));
    }
  }

  @Test
  void theApplicationsMetadataStaysAndItsTraceWins() {
    connect(
        (exchange, request) -> result(String.valueOf(request.meta().get("tenant"))),
        Duration.ofSeconds(20));
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    client
        .callTool(
            new CallToolRequest(
                "weather", Map.of(), Map.of("tenant", "blue", "traceparent", traceparent)))
        .block();
    assertThat(pipe.sent).anyMatch(message -> message.contains(traceparent));
    telemetry.awaitSpans(2);
    assertThat(telemetry.traces())
        .extracting(trace -> trace.spans().get(0).getTraceId())
        .contains("0af7651916cd43dd8448eb211c80319c");
    telemetry.clear();

    CallToolResult result =
        client.callTool(new CallToolRequest("weather", Map.of(), Map.of("tenant", "blue"))).block();
    assertThat(PipedFixture.text(result)).isEqualTo("blue");
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace().spans()).hasSize(2);
  }

  @Test
  void aTimeoutIsAnErrorAndALateAnswerChangesNothing() {
    CountDownLatch goOn = new CountDownLatch(1);
    connect(
        (exchange, request) -> {
          await(goOn);
          return result("late");
        },
        Duration.ofSeconds(20));
    client.initialize().block();

    assertThatThrownBy(() -> client.callTool(request()).timeout(Duration.ofMillis(300)).block())
        .isInstanceOf(RuntimeException.class);
    telemetry.awaitSpans(1);
    SpanData cancelled = sent();
    goOn.countDown();

    telemetry.awaitSpans(2);
    assertThat(cancelled).doesNotHaveAttribute("output.value");
    assertThat(telemetry.trace().spans()).hasSize(2);
  }

  @Test
  void anAnswerThatTakesTooLongIsAnError() {
    CountDownLatch goOn = new CountDownLatch(1);
    connect(
        (exchange, request) -> {
          await(goOn);
          return result("late");
        },
        Duration.ofSeconds(1));
    client.initialize().block();

    assertThatThrownBy(() -> client.callTool(request()).block())
        .isInstanceOf(RuntimeException.class);
    goOn.countDown();

    telemetry.awaitSpans(2);
    assertThat(sent()).hasStatus(StatusCode.ERROR).hasException(TimeoutException.class);
    assertThat(telemetry.trace().spans()).hasSize(2);
  }

  @Test
  void aClientThatIsAskedAnswersInTheContextOfTheServer() {
    on = McpInstrumentor.instrument(telemetry.openTelemetry());
    server =
        McpServer.sync(pipe.server())
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .tools(
                SyncToolSpecification.builder()
                    .tool(
                        Tool.builder()
                            .name("weather")
                            .inputSchema(McpJsonDefaults.getMapper(), Offers.SCHEMA)
                            .build())
                    .callHandler(
                        (exchange, request) -> {
                          CreateMessageResult sampled =
                              exchange.createMessage(
                                  CreateMessageRequest.builder()
                                      .messages(
                                          List.of(
                                              new SamplingMessage(
                                                  Role.USER, new TextContent("How is it?"))))
                                      .maxTokens(10)
                                      .build());
                          return result(((TextContent) sampled.content()).text());
                        })
                    .build())
            .build();
    McpSyncClient sync = McpClient.sync(pipe).sampling(this::sample).build();
    try {
      sync.initialize();

      tracer.tool("caller").run(() -> sync.callTool(request()));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  LLM sample
              """);
    } finally {
      sync.close();
    }
  }

  @Test
  void aCancelledCallEnds() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    connect(
        (exchange, request) -> {
          arrived.countDown();
          await(goOn);
          return result("late");
        },
        Duration.ofSeconds(20));
    client.initialize().block();

    Disposable call = client.callTool(request()).subscribe();
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    call.dispose();

    telemetry.awaitSpans(1);
    SpanData cancelled = sent();
    assertThat(cancelled)
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "TOOL",
                "tool.name", "weather",
                "tool.parameters", "{\"city\":\"Bergen\"}",
                "input.value", "{\"city\":\"Bergen\"}",
                "input.mime_type", "application/json"));
    goOn.countDown();
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace().children(cancelled))
        .singleElement()
        .satisfies(served -> assertThat(served).hasAttribute("output.value", "late"));
  }

  /** Retries of Reactor subscribe to one call again. */
  @Test
  void eachSubscriptionIsACallOfItsOwn() {
    AtomicInteger calls = new AtomicInteger();
    connect(
        (exchange, request) ->
            CallToolResult.builder()
                .addTextContent("no. " + calls.incrementAndGet())
                .isError(calls.get() == 1)
                .build(),
        Duration.ofSeconds(20));
    client.initialize().block();

    CallToolResult result =
        tracer
            .agent("guide")
            .call(
                () ->
                    client
                        .callTool(request())
                        .filter(r -> !r.isError())
                        .repeatWhenEmpty(r -> r)
                        .block());

    assertThat(PipedFixture.text(result)).isEqualTo("no. 2");
    telemetry.awaitSpans(5);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT guide
              TOOL weather !
                TOOL weather !
              TOOL weather
                TOOL weather
            """);
  }

  @Test
  void aCallThatNobodySubscribesToMakesNoSpan() {
    connect((exchange, request) -> result("sunny"), Duration.ofSeconds(20));

    Mono<CallToolResult> unused = client.callTool(request());

    assertThat(unused).isNotNull();
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void whatAClientSamplesIsBelowTheServersTool() {
    connect(
        (exchange, request) -> {
          CreateMessageResult sampled =
              exchange.createMessage(
                  CreateMessageRequest.builder()
                      .messages(
                          List.of(new SamplingMessage(Role.USER, new TextContent("How is it?"))))
                      .maxTokens(10)
                      .build());
          return result(((TextContent) sampled.content()).text());
        },
        Duration.ofSeconds(20));

    CallToolResult result = tracer.tool("caller").call(() -> client.callTool(request()).block());

    assertThat(PipedFixture.text(result)).isEqualTo("fine");
    telemetry.awaitSpans(3);
    assertThat(telemetry.trace())
        .hasTree(
            """
            TOOL caller
              TOOL weather
                LLM sample
            """);
  }

  @Test
  void afterUninstrumentNothingIsTraced() {
    connect((exchange, request) -> result("sunny"), Duration.ofSeconds(20));
    client.initialize().block();
    on.uninstrument();

    tracer.tool("caller").run(() -> client.callTool(request()).block());

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(pipe.sent).noneMatch(message -> message.contains("traceparent"));
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
