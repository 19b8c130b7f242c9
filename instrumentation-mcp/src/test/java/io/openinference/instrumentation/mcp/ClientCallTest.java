// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.Trace;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
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
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Calls of a tool by an asynchronous client: their order, ends and repetitions. */
class ClientCallTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private ToolFixture fixture;
  private McpAsyncClient client;

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Connects an asynchronous client with a server that has one tool. */
  private void connect(BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    connect(handler, Duration.ofSeconds(20));
  }

  private void connect(
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler,
      Duration timeout) {
    fixture = new ToolFixture(telemetry.openTelemetry(), handler);
    client = fixture.asyncClient(timeout);
  }

  /** A server that is a client of another server makes a span of what it asks. */
  @Test
  void aCallInsideOfAServedToolMakesATool() {
    try (PipedFixture other = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      connect((exchange, request) -> other.call("weather", request.arguments()));

      String answer = PipedFixture.text(client.callTool(ToolFixture.request()).block());

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
          return ToolFixture.result("sunny");
        });
    client.initialize().block();
    CallToolRequest shared = ToolFixture.request();

    CompletableFuture<CallToolResult> first =
        fixture
            .tracer
            .agent("first")
            .call(() -> client.callTool(shared))
            .doOnNext(result -> answered.countDown())
            .toFuture();
    await(firstArrived);
    CompletableFuture<CallToolResult> second =
        fixture
            .tracer
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
        (exchange, request) -> ToolFixture.result(String.valueOf(request.meta().get("tenant"))));
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    client
        .callTool(
            new CallToolRequest(
                "weather", Map.of(), Map.of("tenant", "blue", "traceparent", traceparent)))
        .block();
    assertThat(fixture.pipe.sent).anyMatch(message -> message.contains(traceparent));
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
          return ToolFixture.result("late");
        });
    client.initialize().block();

    assertThatThrownBy(
            () -> client.callTool(ToolFixture.request()).timeout(Duration.ofMillis(300)).block())
        .isInstanceOf(RuntimeException.class);
    telemetry.awaitSpans(1);
    SpanData cancelled = PipedFixture.sent(telemetry);
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
          return ToolFixture.result("late");
        },
        Duration.ofSeconds(1));
    client.initialize().block();

    assertThatThrownBy(() -> client.callTool(ToolFixture.request()).block())
        .isInstanceOf(RuntimeException.class);
    goOn.countDown();

    telemetry.awaitSpans(2);
    assertThat(PipedFixture.sent(telemetry))
        .hasStatus(StatusCode.ERROR)
        .hasException(TimeoutException.class);
    assertThat(telemetry.trace().spans()).hasSize(2);
  }

  @Test
  void aCancelledCallEnds() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    connect(
        (exchange, request) -> {
          arrived.countDown();
          await(goOn);
          return ToolFixture.result("late");
        });
    client.initialize().block();

    Disposable call = client.callTool(ToolFixture.request()).subscribe();
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    call.dispose();

    telemetry.awaitSpans(1);
    SpanData cancelled = PipedFixture.sent(telemetry);
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
                .build());
    client.initialize().block();

    CallToolResult result =
        fixture
            .tracer
            .agent("guide")
            .call(
                () ->
                    client
                        .callTool(ToolFixture.request())
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
    connect((exchange, request) -> ToolFixture.result("sunny"));

    Mono<CallToolResult> unused = client.callTool(ToolFixture.request());

    assertThat(unused).isNotNull();
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void afterUninstrumentNothingIsTraced() {
    connect((exchange, request) -> ToolFixture.result("sunny"));
    client.initialize().block();
    fixture.instrumentor.uninstrument();

    fixture.tracer.tool("caller").run(() -> client.callTool(ToolFixture.request()).block());

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(fixture.pipe.sent).noneMatch(message -> message.contains("traceparent"));
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
