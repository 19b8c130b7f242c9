// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A call makes the span that Python recorded for it, but for the differences that are listed; or
 * the span of a row of {@link CallTable}. The application sees what it sees without tracing.
 */
class ExchangeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  abstract static class AbstractExchangeTest {

    @RegisterExtension
    static final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder()
            .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
            .build();

    private static StubServer server;
    private static LocalClients clients;

    /** For all exchanges, because to make clients takes most of the time. */
    static void start(int retries) {
      server = StubServer.start();
      clients = new LocalClients(server.baseUrl(), retries);
    }

    @AfterAll
    static void stop() {
      clients.close();
      server.close();
    }

    void verify(Exchange exchange) {
      AtomicInteger requests = new AtomicInteger();
      server.handler(request -> answer(exchange, requests.getAndIncrement()));
      BedrockInstrumentor instrumentor =
          BedrockInstrumentor.builder(telemetry.openTelemetry())
              .config(exchange.configure(TraceConfig.builder()).build())
              .build();
      List<String> untraced = seen(null, exchange);
      assertThat(seen(instrumentor, exchange)).isEqualTo(untraced);
      RecordedSpans.verify(telemetry.awaitSpans(exchange.span().count()), exchange.span());
    }

    /** Returns what the application sees of a call: results, events and callbacks, or a failure. */
    private List<String> seen(BedrockInstrumentor instrumentor, Exchange exchange) {
      List<Object> seen = new CopyOnWriteArrayList<>();
      try {
        call(new Wrapping(clients, instrumentor), exchange, seen);
      } catch (SdkException | CompletionException failure) {
        // The exchange holds what the span says of the failure.
        seen.add(failure.toString());
      }
      assertThat(seen).isNotEmpty();
      return seen.stream().map(AbstractExchangeTest::content).toList();
    }

    private static String content(Object seen) {
      return seen instanceof SdkPojo pojo
          ? pojo.getClass().getSimpleName() + SdkModels.toMap(pojo)
          : String.valueOf(seen);
    }

    StubResponse answer(Exchange exchange, int request) {
      return ExchangeTest.answer(exchange);
    }

    abstract void call(Wrapping clients, Exchange exchange, List<Object> seen);
  }

  /**
   * Makes clients.
   *
   * @param instrumentor wraps the clients; null for clients that nobody traces
   */
  private record Wrapping(LocalClients clients, BedrockInstrumentor instrumentor) {

    <T extends SdkClient> T of(T client) {
      return instrumentor == null ? client : instrumentor.wrap(client);
    }

    void callAsync(Exchange exchange, List<Object> seen) {
      AsyncExchanges calls =
          new AsyncExchanges(of(clients.async()), of(clients.asyncAgents()), seen);
      seen.add(calls.call(exchange).join());
    }
  }

  private static List<Exchange> all() {
    return Stream.concat(Exchange.all(Library.AWS_BEDROCK).stream(), CallTable.read().stream())
        .toList();
  }

  private static StubResponse answer(Exchange exchange) {
    boolean answersEvents = exchange.response().startsWith("event:");
    StubResponse response =
        StubResponse.of(
            exchange.status(),
            answersEvents ? Frames.ENCODING.contentType() : "application/json",
            answersEvents ? frames(exchange) : exchange.response().getBytes(UTF_8));
    for (Map.Entry<String, String> header : exchange.headers().entrySet()) {
      response = response.withHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  private static byte[] frames(Exchange exchange) {
    boolean isModel = exchange.operation().endsWith("invokeModelWithResponseStream");
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    List<String> names = exchange.eventNames();
    for (int i = 0; i < names.size(); i++) {
      String data = exchange.events().get(i);
      boolean isChunk = isModel && names.get(i).equals("chunk");
      String event = isChunk ? Frames.chunk(data) : names.get(i) + " " + data;
      frames.writeBytes(Frames.ENCODING.encode(event));
    }
    return frames.toByteArray();
  }

  static <B extends SdkPojo> B fill(B builder, Exchange exchange) {
    return SdkPojos.fill(builder, json(exchange));
  }

  private static JsonNode json(Exchange exchange) {
    try {
      return JSON.readTree(exchange.request());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class Sync extends AbstractExchangeTest {

    @BeforeAll
    static void start() {
      start(0);
    }

    static List<Exchange> exchanges() {
      return all().stream()
          .filter(exchange -> SyncExchanges.OPERATIONS.contains(exchange.operation()))
          .toList();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      verify(exchange);
    }

    @Override
    void call(Wrapping clients, Exchange exchange, List<Object> seen) {
      seen.add(
          new SyncExchanges(
                  clients.of(clients.clients.sync()), clients.of(clients.clients.agents()))
              .call(exchange));
    }
  }

  @Nested
  class Async extends AbstractExchangeTest {

    @BeforeAll
    static void start() {
      start(0);
    }

    static List<Exchange> exchanges() {
      return all();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      verify(exchange);
    }

    @Override
    void call(Wrapping clients, Exchange exchange, List<Object> seen) {
      clients.callAsync(exchange, seen);
    }
  }

  /** An exception ends each stream, so that the SDK sends the request again. */
  @Nested
  class Retried extends AbstractExchangeTest {

    @BeforeAll
    static void start() {
      start(1);
    }

    static List<Exchange> exchanges() {
      return all().stream()
          .filter(exchange -> exchange.streaming() && exchange.span().status().equals("OK"))
          .toList();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpanOfTheLastAttempt(Exchange exchange) {
      verify(exchange);
    }

    @Override
    StubResponse answer(Exchange exchange, int request) {
      StubResponse whole = super.answer(exchange, request);
      if (request % 2 == 1) {
        return whole;
      }
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      frames.writeBytes(frames(exchange));
      frames.writeBytes(Frames.ENCODING.encode("throttlingException {\"message\": \"slow\"}"));
      return StubResponse.of(200, Frames.ENCODING.contentType(), frames.toByteArray());
    }

    @Override
    void call(Wrapping clients, Exchange exchange, List<Object> seen) {
      clients.callAsync(exchange, seen);
    }
  }
}
