// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.errors.UnauthorizedException;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of calls that give one value, for each way of calling. */
abstract class AbstractCallTest extends AbstractOpenAITest {

  private static final String NO_SUCH_KEY =
      """
      {"error": {"message": "Incorrect API key", "type": "invalid_request_error",
                 "param": null, "code": "invalid_api_key"}}
      """;

  abstract OpenAICalls calls(OpenAIClient client);

  /** Makes the call with both clients, and asserts that the application sees no difference. */
  private void call(Function<OpenAICalls, ?> call) {
    Outcome expected = Outcome.of(() -> call.apply(calls(unwrapped)));
    assertThat(Outcome.of(() -> call.apply(calls(wrapped)))).isEqualTo(expected);
    assertSameRequests();
  }

  @Test
  void chat() {
    answer(StubResponse.json(CHAT_ANSWER));

    call(calls -> calls.chat(CHAT));

    SampleExchanges.chat().verify(span());
  }

  @Test
  void requestOptionsOverload() {
    answer(StubResponse.json(CHAT_ANSWER));
    RequestOptions options = RequestOptions.builder().timeout(Duration.ofMinutes(1)).build();

    call(calls -> calls.chat(CHAT, options));

    SampleExchanges.chat().verify(span());
  }

  @Test
  void completion() {
    answer(StubResponse.json(SampleExchanges.COMPLETION_ANSWER));

    call(calls -> calls.completion(SampleExchanges.COMPLETION));

    SampleExchanges.completion().verify(span());
  }

  @Test
  void response() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));

    call(calls -> calls.response(SampleExchanges.RESPONSE));

    SampleExchanges.response().verify(span());
  }

  @Test
  void embeddingAsFloats() {
    String answer = SampleExchanges.embeddingAnswer("[0.5, -1.25]");
    answer(StubResponse.json(answer));

    call(calls -> calls.embedding(SampleExchanges.EMBEDDING));

    SampleExchanges.embedding("float", answer).verify(span());
  }

  @Test
  void embeddingAsBase64() {
    byte[] littleEndianFloats = {0, 0, 0, 0x3f, 0, 0, (byte) 0xa0, (byte) 0xbf};
    String vector = Base64.getEncoder().encodeToString(littleEndianFloats);
    String answer = SampleExchanges.embeddingAnswer("\"" + vector + "\"");
    answer(StubResponse.json(answer));
    EmbeddingCreateParams params =
        SampleExchanges.EMBEDDING.toBuilder()
            .encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64)
            .build();

    call(calls -> calls.embedding(params));

    SampleExchanges.embedding("base64", answer).verify(span());
  }

  @Test
  void malformedResponseNeverBreaksTheApplication() {
    String answer = "{\"id\": 5, \"choices\": {\"0\": true}, \"usage\": [null], \"model\": null}";
    answer(StubResponse.json(answer));

    call(calls -> calls.chat(CHAT));

    SampleExchanges.chatRequest().output(answer).verify(span());
  }

  @Test
  void responseThatIsNoJsonIsTheLibrarysError() {
    answer(StubResponse.of(200, "application/json", "<html>".getBytes()));

    call(calls -> calls.chat(CHAT));

    SampleExchanges.chatRequest().failed().verify(span());
    assertThat(span()).hasException("com.openai.errors.OpenAIInvalidDataException");
  }

  @Test
  void typed401() {
    answer(StubResponse.json(401, NO_SUCH_KEY));

    call(calls -> calls.chat(CHAT));

    assertThat(catchThrowable(() -> calls(unwrapped).chat(CHAT)))
        .isInstanceOf(UnauthorizedException.class);
    SampleExchanges.chatRequest().failed().verify(span());
    assertThat(span()).hasException(UnauthorizedException.class);
  }

  @Test
  void unreachableServer() {
    server.close();

    Throwable failure = catchThrowable(() -> calls(wrapped).chat(CHAT));

    assertThat(failure).isInstanceOf(com.openai.errors.OpenAIIoException.class);
    SampleExchanges.chatRequest().failed().verify(span());
  }

  @Test
  void retriesAreOneSpan() {
    OpenAIClient retrying =
        OpenAIOkHttpClient.builder()
            .apiKey("test-key")
            .baseUrl(server.baseUrl())
            .maxRetries(2)
            .build();
    server.enqueue(
        StubResponse.json(429, "{}").withHeader("retry-after-ms", "1"),
        StubResponse.json(503, "{}").withHeader("retry-after-ms", "1"),
        StubResponse.json(CHAT_ANSWER));

    calls(instrumentor.wrap(retrying)).chat(CHAT);

    assertThat(server.requests()).hasSize(3);
    SampleExchanges.chat().verify(span());
    retrying.close();
  }

  @Test
  void unknownOutputItems() {
    String answer =
        SampleExchanges.response(
            "completed",
            "[{\"type\": \"hologram\", \"id\": \"h_1\", \"beam\": {\"watts\": 3}}, "
                + SampleExchanges.message("Paris.")
                + "]");
    answer(StubResponse.json(answer));

    call(calls -> calls.response(SampleExchanges.RESPONSE));

    assertThat(span())
        .isLlm()
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", answer)
        .hasAttribute("llm.model_name", "gpt-4o-2024-08-06");
    assertThat(span().getAttributes().asMap().values()).contains("Paris.");
  }

  @Test
  void retrievedResponse() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));

    call(calls -> calls.retrieve(ResponseRetrieveParams.builder().responseId("resp_1").build()));

    assertThat(span())
        .isLlm()
        .hasName("Response")
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", SampleExchanges.RESPONSE_ANSWER);
  }

  @Test
  void moderation() {
    String answer =
        """
        {"id": "modr-1", "model": "omni-moderation-latest",
         "results": [{"flagged": false, "categories": {"hate": false},
                      "category_scores": {"hate": 0.01}}]}
        """;
    answer(StubResponse.json(answer));

    call(
        calls ->
            calls.moderation(
                ModerationCreateParams.builder()
                    .model("omni-moderation-latest")
                    .input("hello")
                    .build()));

    ExpectedSpan.of("ModerationCreateResponse", OpenInferenceSpanKind.GUARDRAIL)
        .input("{\"model\": \"omni-moderation-latest\", \"input\": \"hello\"}")
        .output(answer)
        .verify(span());
  }

  @Test
  void spanIsAChildOfTheCallersSpan() {
    answer(StubResponse.json(CHAT_ANSWER));
    Span parent = telemetry.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();

    try (Scope ignored = parent.makeCurrent()) {
      calls(wrapped).chat(CHAT);
    }

    parent.end();
    assertThat(telemetry.spans().get(0)).hasParent(telemetry.spans().get(1));
  }

  @Test
  void suppressedCallMakesNoSpan() {
    answer(StubResponse.json(CHAT_ANSWER));

    try (Scope ignored = OpenInference.suppressTracing()) {
      call(calls -> calls.chat(CHAT));
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LLM", "EMBEDDING"})
  void callThatAnotherInstrumentationTracesMakesNoSpan(OpenInferenceSpanKind kind) {
    server.handler(
        request ->
            StubResponse.json(
                request.path().endsWith("embeddings")
                    ? SampleExchanges.embeddingAnswer("[0.5, -1.25]")
                    : CHAT_ANSWER));

    try (Scope ignored = ModelCall.mark(Context.current(), kind).makeCurrent()) {
      calls(wrapped).chat(CHAT);
      calls(wrapped).embedding(SampleExchanges.EMBEDDING);
    }

    assertThat(span())
        .hasKind(
            kind == OpenInferenceSpanKind.LLM
                ? OpenInferenceSpanKind.EMBEDDING
                : OpenInferenceSpanKind.LLM);
  }
}
