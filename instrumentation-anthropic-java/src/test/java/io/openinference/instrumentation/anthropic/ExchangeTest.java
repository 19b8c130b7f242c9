// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
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
      return Exchange.all(Library.ANTHROPIC);
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void makesTheSpan(Exchange exchange) {
      if (exchange.operation().startsWith("completions.")) {
        assumeTrue(Release.hasCompletions(), "release 3 has no text completions");
      }
      try (StubServer server = StubServer.start()) {
        server.handler(request -> answer(exchange));
        AnthropicClient client = client(server.baseUrl(), exchange);
        try {
          call(client, exchange);
        } catch (AnthropicException | CompletionException e) {
          // The exchange holds what the span says of the failure.
        } finally {
          client.close();
        }
      }

      RecordedSpans.verify(telemetry.awaitSpans(1), exchange.span());
    }

    private static AnthropicClient client(String baseUrl, Exchange exchange) {
      TraceConfig config = exchange.configure(TraceConfig.builder()).build();
      return AnthropicInstrumentor.builder(telemetry.openTelemetry())
          .config(config)
          .build()
          .wrap(Clients.builder(baseUrl).maxRetries(0).build());
    }

    private static StubResponse answer(Exchange exchange) {
      boolean answersEvents = exchange.response().startsWith("event:");
      return StubResponse.of(
          exchange.status(),
          answersEvents ? "text/event-stream" : "application/json",
          exchange.response().getBytes(UTF_8));
    }

    abstract void call(AnthropicClient client, Exchange exchange);
  }

  @Nested
  class Sync extends AbstractExchangeTest {

    @Override
    void call(AnthropicClient client, Exchange exchange) {
      String request = exchange.request();
      switch (exchange.operation()) {
        case "messages.create" -> client.messages().create(Params.of(request));
        case "messages.createStreaming" ->
            read(client.messages().createStreaming(Params.of(request)));
        case "messages.countTokens" -> client.messages().countTokens(Params.ofCount(request));
        case "beta.messages.create" -> client.beta().messages().create(Params.beta(request));
        case "beta.messages.createStreaming" ->
            read(client.beta().messages().createStreaming(Params.beta(request)));
        case "beta.messages.countTokens" ->
            client.beta().messages().countTokens(Params.betaCount(request));
        case "completions.create" -> CompletionCalls.create(client, request);
        case "completions.createStreaming" -> CompletionCalls.countEvents(client, request);
        default -> throw new AssertionError(exchange.operation());
      }
    }

    private static void read(StreamResponse<?> response) {
      try (response) {
        response.stream().forEach(event -> {});
      }
    }
  }

  @Nested
  class Async extends AbstractExchangeTest {

    @Override
    void call(AnthropicClient client, Exchange exchange) {
      AnthropicClientAsync async = client.async();
      String request = exchange.request();
      CompletableFuture<?> done =
          switch (exchange.operation()) {
            case "messages.create" -> async.messages().create(Params.of(request));
            case "messages.createStreaming" ->
                read(async.messages().createStreaming(Params.of(request)));
            case "messages.countTokens" -> async.messages().countTokens(Params.ofCount(request));
            case "beta.messages.create" -> async.beta().messages().create(Params.beta(request));
            case "beta.messages.createStreaming" ->
                read(async.beta().messages().createStreaming(Params.beta(request)));
            case "beta.messages.countTokens" ->
                async.beta().messages().countTokens(Params.betaCount(request));
            case "completions.create" -> CompletionCalls.createAsync(async, request);
            case "completions.createStreaming" -> read(CompletionCalls.stream(async, request));
            default -> throw new AssertionError(exchange.operation());
          };
      done.join();
    }

    private static CompletableFuture<Void> read(AsyncStreamResponse<?> response) {
      return response.subscribe(event -> {}).onCompleteFuture();
    }
  }
}
