// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for calls whatever they ask, through each door. */
class CallTest {

  abstract static class AbstractCallTest extends AbstractAnthropicTest {

    private static final MessageCreateParams PARAMS = Params.of(Scenario.REQUEST);

    @Test
    void requestOptions() {
      answer(Scenario.ANSWER);

      client
          .messages()
          .create(PARAMS, RequestOptions.builder().timeout(Duration.ofMinutes(1)).build());

      Scenario.of("options").verify(span(), "messages.create");
    }

    @Test
    void clientsMadeFromTheClient() {
      answer(Scenario.ANSWER);

      client.withOptions(options -> options.maxRetries(1)).messages().create(PARAMS);
      client.async().sync().messages().create(PARAMS);
      client.withRawResponse().messages().create(PARAMS).parse();
      client.messages().withOptions(options -> options.maxRetries(1)).create(PARAMS);

      assertThat(telemetry.spans())
          .hasSize(4)
          .allSatisfy(span -> Scenario.of("variant").verify(span, "messages.create"));
    }

    @Test
    void refusedKey() {
      server.handler(
          request ->
              StubResponse.json(
                  401,
                  """
                  {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}
                  """));

      Throwable failure = catchThrowable(() -> client.messages().create(PARAMS));

      assertThat(failure).isInstanceOf(UnauthorizedException.class);
      failed(failure).verify(span(), "messages.create");
    }

    private static Scenario failed(Throwable failure) {
      return Scenario.of("failed").noAnswer().fails(failure);
    }

    @Test
    void retriesAreOneSpan() {
      StubResponse busy = StubResponse.json(529, "{}").withHeader("retry-after-ms", "1");
      server.enqueue(busy, busy, StubResponse.json(Scenario.ANSWER));
      AnthropicClient retrying = traced(newClient(2));

      retrying.messages().create(PARAMS);

      assertThat(server.requests()).hasSize(3);
      Scenario.of("retries").verify(span(), "messages.create");
      retrying.close();
    }

    @Test
    void asyncRetriesAreOneSpan() {
      StubResponse busy = StubResponse.json(529, "{}").withHeader("retry-after-ms", "1");
      server.enqueue(busy, StubResponse.json(Scenario.ANSWER));
      AnthropicClient retrying = traced(newClient(2));

      retrying.async().messages().create(PARAMS).join();

      assertThat(server.requests()).hasSize(2);
      Scenario.of("retries").verify(span(), "messages.create");
      retrying.close();
    }

    @Test
    void answerThatIsNoJson() {
      server.handler(request -> StubResponse.of(200, "application/json", "<html>".getBytes()));

      Throwable failure = catchThrowable(() -> client.messages().create(PARAMS));

      assertThat(failure).isInstanceOf(AnthropicInvalidDataException.class);
      failed(failure).verify(span(), "messages.create");
    }

    @Test
    void rawResponseThatNobodyReads() {
      answer(Scenario.ANSWER);

      client.messages().withRawResponse().create(PARAMS).close();

      Scenario.of("unread").noAnswer().verify(span(), "messages.create");
    }

    @Test
    void abandonedRawResponse() throws InterruptedException {
      answer(Scenario.ANSWER);

      HttpResponseFor<Message> response = client.messages().withRawResponse().create(PARAMS);
      Reference.reachabilityFence(response);
      response = null;
      for (int i = 0; i < 100 && telemetry.spans().isEmpty(); i++) {
        System.gc();
        Thread.sleep(20);
      }

      Scenario.of("abandoned").noAnswer().verify(telemetry.awaitSpans(1).get(0), "messages.create");
    }

    @Test
    void cancelledCall() {
      CountDownLatch never = new CountDownLatch(1);
      server.handler(request -> StubResponse.json(Scenario.ANSWER).after(never));

      CompletableFuture<Message> future = client.async().messages().create(PARAMS);
      future.cancel(true);

      assertThat(future).isCancelled();
      failed(new CancellationException()).verify(telemetry.awaitSpans(1).get(0), "messages.create");
      never.countDown();
    }

    @Test
    void callbackSeesTheContextOfTheCaller() {
      answer(Scenario.ANSWER);
      AtomicReference<Span> seen = new AtomicReference<>();
      Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();

      CompletableFuture<Void> done;
      try (Scope ignored = caller.makeCurrent()) {
        done =
            client.async().messages().create(PARAMS).thenAccept(answer -> seen.set(Span.current()));
      }
      done.join();
      caller.end();

      assertThat(seen.get().getSpanContext()).isEqualTo(caller.getSpanContext());
      assertThat(telemetry.awaitSpans(2).get(0)).hasParent(telemetry.spans().get(1));
      Scenario.of("callback").verify(telemetry.spans().get(0), "messages.create");
    }

    @Test
    void requestsCarryTheSpan() {
      answer(Scenario.ANSWER);

      client.messages().create(PARAMS);

      String traceparent = server.requests().get(0).header("traceparent");
      if (Release.makesSpans()) {
        assertThat(traceparent).contains(span().getTraceId()).contains(span().getSpanId());
      } else {
        assertThat(traceparent).isNull();
      }
    }

    @Test
    void suppressedCallMakesNoSpan() {
      answer(Scenario.ANSWER);

      try (Scope ignored = OpenInference.suppressTracing()) {
        client.messages().create(PARAMS);
      }

      assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void callThatAnotherInstrumentationTracesMakesNoSpan() {
      answer(Scenario.ANSWER);
      Context traced = ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM);

      try (Scope ignored = traced.makeCurrent()) {
        client.messages().create(PARAMS);
      }

      assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void metadataOfTheScopeWins() {
      answer(Json.merge(Scenario.ANSWER, "{\"container\": {\"id\": \"container_1\"}}"));

      try (Scope ignored =
          OpenInference.usingMetadata(Map.of("tenant", "acme", "container_id", "mine"))) {
        client.messages().create(PARAMS);
      }

      Scenario.of("metadata")
          .answer("{\"container\": {\"id\": \"container_1\"}}")
          .hasJson("metadata", "{\"tenant\": \"acme\", \"container_id\": \"mine\"}")
          .verify(span(), "messages.create");
    }

    static Stream<Arguments> countsOfTokens() {
      return Stream.of(
          count("sync", "", (client, json) -> client.messages().countTokens(Params.ofCount(json))),
          count(
              "async",
              "",
              (client, json) -> client.async().messages().countTokens(Params.ofCount(json)).join()),
          count(
              "raw",
              "",
              (client, json) ->
                  client.messages().withRawResponse().countTokens(Params.ofCount(json)).parse()),
          count(
              "beta",
              "beta.",
              (client, json) -> client.beta().messages().countTokens(Params.betaCount(json))),
          count(
              "async beta",
              "beta.",
              (client, json) ->
                  client.async().beta().messages().countTokens(Params.betaCount(json)).join()));
    }

    private static Arguments count(
        String name, String prefix, BiFunction<AnthropicClient, String, Object> call) {
      return Arguments.of(name, prefix + "messages.count_tokens", call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("countsOfTokens")
    void countsOfTokensHaveNoTokenCount(
        String name, String spanName, BiFunction<AnthropicClient, String, Object> call) {
      Scenario scenario =
          Scenario.of(name)
              .onlyRequest(
                  """
                  {"model": "claude-sonnet-4-5", "system": "Be brief.",
                   "tools": [{"name": "track", "input_schema": {}}],
                   "messages": [{"role": "user", "content": "Where is my parcel?"}]}
                  """)
              .noAnswer()
              .in(
                  """
                  0.role = system
                  0.content = Be brief.
                  1.role = user
                  1.content = Where is my parcel?
                  """)
              .onlyAnswer("{\"input_tokens\": 0}")
              .has("llm.tools.0.tool.name", "track")
              .hasJson(
                  "llm.tools.0.tool.json_schema", "{\"name\": \"track\", \"input_schema\": {}}");
      answer(scenario.answer());

      Object counted = inScopes(() -> call.apply(client, scenario.request()));

      assertThat(Json.tree(Json.ofModel(counted))).isEqualTo(Json.tree(scenario.answer()));
      scenario.inScopes().verify(span(), spanName);
    }

    @Test
    void otherCallsPassThrough() {
      answer("{\"data\": [], \"has_more\": false, \"first_id\": null, \"last_id\": null}");

      client.models().list();

      // The library itself traces it in newer releases.
      assertThat(telemetry.spans())
          .extracting(SpanData::getName)
          .isEqualTo(Release.makesSpans() ? List.of("anthropic.models.list") : List.of());
    }

    @Test
    void wrappingIsIdempotentAndKeepsEquality() {
      AnthropicClient wrapped = instrumentor.wrap(untraced);

      assertThat(instrumentor.wrap(wrapped)).isSameAs(wrapped);
      assertThat(instrumentor.wrap(untraced)).isEqualTo(wrapped).hasSameHashCodeAs(wrapped);
      assertThat(wrapped.messages()).isSameAs(wrapped.messages());
      assertThat(wrapped).isNotEqualTo(untraced);
    }

    @Test
    void unreachableServer() {
      server.close();

      Throwable failure = catchThrowable(() -> client.messages().create(PARAMS));

      assertThat(failure).isInstanceOf(com.anthropic.errors.AnthropicIoException.class);
      failed(failure).verify(span(), "messages.create");
    }
  }

  @Nested
  class Wrapped extends AbstractCallTest {}

  @Nested
  class Instrumented extends AbstractCallTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractCallTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
