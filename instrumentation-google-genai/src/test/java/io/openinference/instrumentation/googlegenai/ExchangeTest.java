// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call makes the span that Python recorded for it, but for the differences that are listed. */
class ExchangeTest {

  abstract static class AbstractExchangeTest {

    @RegisterExtension
    static final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder()
            .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
            .build();

    static List<Exchange> exchanges() {
      return Exchange.all(Library.GOOGLE_GENAI).stream()
          // Release 2 has them.
          .filter(exchange -> !exchange.operation().startsWith("interactions."))
          .toList();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      try (StubServer server = StubServer.start()) {
        server.handler(request -> answer(exchange));
        TestClient client =
            TestClient.of(server.baseUrl())
                .wrap(
                    GoogleGenAIInstrumentor.builder(telemetry.openTelemetry())
                        .config(exchange.configure(TraceConfig.builder()).build())
                        .build());
        ExchangeRequest request = new ExchangeRequest(exchange);
        try (Client given = request.isOfVertex() ? client.vertex() : client.gemini()) {
          call(given, request);
        } catch (ApiException | GenAiIOException | CompletionException e) {
          // The exchange holds what the span says of the failure.
        }
      }

      RecordedSpans.verify(telemetry.awaitSpans(1), exchange.span());
    }

    private static StubResponse answer(Exchange exchange) {
      return StubResponse.of(
          exchange.status(),
          exchange.streaming() ? "text/event-stream" : "application/json",
          exchange.response().getBytes(UTF_8));
    }

    abstract void call(Client client, ExchangeRequest request);
  }

  @Nested
  class Sync extends AbstractExchangeTest {

    @Override
    void call(Client client, ExchangeRequest request) {
      String model = request.model();
      switch (request.operation()) {
        case "models.generateContent" ->
            client.models.generateContent(model, request.contents(), request.config());
        case "models.generateContentStream" ->
            read(client.models.generateContentStream(model, request.contents(), request.config()));
        case "models.embedContent" ->
            client.models.embedContent(model, request.texts(), request.embeddingConfig());
        case "models.generateImages" ->
            client.models.generateImages(model, request.prompt(), request.imageConfig());
        case "caches.create" -> client.caches.create(request.modelOfBody(), request.cacheConfig());
        default -> throw new AssertionError(request.operation());
      }
    }
  }

  @Nested
  class Async extends AbstractExchangeTest {

    @Override
    void call(Client client, ExchangeRequest request) {
      Client.Async async = client.async;
      String model = request.model();
      CompletableFuture<?> done =
          switch (request.operation()) {
            case "models.generateContent" ->
                async.models.generateContent(model, request.contents(), request.config());
            case "models.generateContentStream" ->
                async
                    .models
                    .generateContentStream(model, request.contents(), request.config())
                    .thenAccept(ExchangeTest::read);
            case "models.embedContent" ->
                async.models.embedContent(model, request.texts(), request.embeddingConfig());
            case "models.generateImages" ->
                async.models.generateImages(model, request.prompt(), request.imageConfig());
            case "caches.create" ->
                async.caches.create(request.modelOfBody(), request.cacheConfig());
            default -> throw new AssertionError(request.operation());
          };
      done.join();
    }
  }

  private static void read(ResponseStream<?> response) {
    try (response) {
      response.forEach(event -> {});
    }
  }
}
