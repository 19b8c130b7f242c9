// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/** A call makes the span that Python recorded for it, but for the differences that are listed. */
class ExchangeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  abstract static class AbstractExchangeTest {

    @RegisterExtension
    static final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder()
            .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
            .build();

    void verify(Exchange exchange) {
      try (StubServer server = StubServer.start()) {
        server.handler(request -> answer(exchange));
        BedrockInstrumentor instrumentor =
            BedrockInstrumentor.builder(telemetry.openTelemetry())
                .config(exchange.configure(TraceConfig.builder()).build())
                .build();
        call(server.baseUrl(), instrumentor, exchange);
      } catch (SdkException | CompletionException e) {
        // The exchange holds what the span says of the failure.
      }

      RecordedSpans.verify(telemetry.awaitSpans(exchange.span().count()), exchange.span());
    }

    abstract void call(String baseUrl, BedrockInstrumentor instrumentor, Exchange exchange);
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

    static List<Exchange> exchanges() {
      return Exchange.all(Library.AWS_BEDROCK).stream()
          .filter(exchange -> SyncExchanges.OPERATIONS.contains(exchange.operation()))
          .toList();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      verify(exchange);
    }

    @Override
    void call(String baseUrl, BedrockInstrumentor instrumentor, Exchange exchange) {
      new SyncExchanges(
              instrumentor.wrap(Clients.sync(baseUrl, 0)),
              instrumentor.wrap(Clients.agents(baseUrl)))
          .call(exchange);
    }
  }

  @Nested
  class Async extends AbstractExchangeTest {

    static List<Exchange> exchanges() {
      return Exchange.all(Library.AWS_BEDROCK);
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      verify(exchange);
    }

    @Override
    void call(String baseUrl, BedrockInstrumentor instrumentor, Exchange exchange) {
      new AsyncExchanges(
              instrumentor.wrap(Clients.async(baseUrl, 0)),
              instrumentor.wrap(Clients.asyncAgents(baseUrl, 0)))
          .call(exchange)
          .join();
    }
  }
}
