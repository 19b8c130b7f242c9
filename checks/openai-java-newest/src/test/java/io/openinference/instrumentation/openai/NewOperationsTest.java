// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.decisions.DecisionCreateParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.responses.ResponseCompactParams;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Operations and overloads that came after the floor. */
class NewOperationsTest extends AbstractOpenAITest {

  private static final String[] IMAGE_EVENTS = {
    """
    {"type": "image_generation.completed", "b64_json": "aGVsbG8=", "created_at": 1700000000,
     "size": "1024x1024", "quality": "high", "background": "opaque", "output_format": "png",
     "usage": {"total_tokens": 15, "input_tokens": 5, "output_tokens": 10,
               "input_tokens_details": {"text_tokens": 5, "image_tokens": 0}}}
    """
  };

  private static <T> List<T> read(StreamResponse<T> response) {
    try (response) {
      return response.stream().toList();
    }
  }

  /** Makes the same call with both clients. */
  private <T> void assertSame(Supplier<T> wrappedCall, Supplier<T> unwrappedCall) {
    assertThat(wrappedCall.get()).isEqualTo(unwrappedCall.get());
    assertSameRequests();
  }

  @Test
  void compact() {
    String answer =
        """
        {"id": "resp_2", "object": "response.compaction", "created_at": 1700000000,
         "output": [{"type": "compaction", "id": "cmp_1", "encrypted_content": "abc"}],
         "usage": {"input_tokens": 12, "input_tokens_details": {"cached_tokens": 2},
                   "output_tokens": 3, "output_tokens_details": {"reasoning_tokens": 0},
                   "total_tokens": 15}}
        """;
    answer(StubResponse.json(answer));
    ResponseCompactParams params =
        ResponseCompactParams.builder().model("gpt-4o").input("a long talk").build();

    assertSame(
        () -> wrapped.responses().compact(params), () -> unwrapped.responses().compact(params));

    assertThat(span())
        .isLlm()
        .hasName("CompactedResponse")
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("input.value", "{\"model\": \"gpt-4o\", \"input\": \"a long talk\"}")
        .hasAttribute("llm.token_count.total", 15L);
  }

  @Test
  void betaResponse() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));
    com.openai.models.beta.responses.ResponseCreateParams params = betaParams();

    assertSame(
        () -> wrapped.beta().responses().create(params),
        () -> unwrapped.beta().responses().create(params));

    assertThat(span()).hasStatus(StatusCode.OK).hasName("Response");
    SampleExchanges.response().verify(span());
  }

  @Test
  void betaResponseStream() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));
    com.openai.models.beta.responses.ResponseCreateParams params = betaParams();

    assertSame(
        () -> read(wrapped.beta().responses().createStreaming(params)),
        () -> read(unwrapped.beta().responses().createStreaming(params)));

    SampleExchanges.responseStream().verify(span());
  }

  private static com.openai.models.beta.responses.ResponseCreateParams betaParams() {
    return com.openai.models.beta.responses.ResponseCreateParams.builder()
        .model("gpt-4o")
        .instructions("Be terse.")
        .input("Capital of France?")
        .build();
  }

  @Test
  void retrievedByItsIdAlone() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));

    assertSame(
        () -> wrapped.responses().retrieve("resp_1"),
        () -> unwrapped.responses().retrieve("resp_1"));

    assertThat(span())
        .hasName("Response")
        .hasJsonAttribute("output.value", SampleExchanges.RESPONSE_ANSWER);
  }

  @Test
  void retrievedAsStream() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));

    assertSame(
        () -> read(wrapped.responses().retrieveStreaming("resp_1")),
        () -> read(unwrapped.responses().retrieveStreaming("resp_1")));

    assertThat(span())
        .hasName("Response")
        .hasEvent(ExpectedSpan.FIRST_TOKEN)
        .hasJsonAttribute("output.value", SampleExchanges.RESPONSE_ANSWER);
  }

  @Test
  void requestWithoutParameters() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));

    assertSame(() -> wrapped.responses().create(), () -> unwrapped.responses().create());

    assertThat(span()).hasName("Response").hasJsonAttribute("input.value", "{}");
  }

  @Test
  void imageStream() {
    answer(StubResponse.sse(IMAGE_EVENTS));
    ImageGenerateParams params =
        ImageGenerateParams.builder().model("gpt-image-1").prompt("a cat").build();

    assertSame(
        () -> read(wrapped.images().generateStreaming(params)),
        () -> read(unwrapped.images().generateStreaming(params)));

    assertThat(span())
        .hasName("ImagesResponse")
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.token_count.total", 15L)
        .hasAttribute("output.images.0.image.url", "data:image/png;base64,aGVsbG8=");
  }

  @Test
  void imageEditOfSeveralImagesConsumesNone() {
    answer(StubResponse.json("{\"created\": 1700000000, \"data\": []}"));

    assertSame(
        () -> wrapped.images().edit(editParams()), () -> unwrapped.images().edit(editParams()));

    assertThat(span())
        .hasJsonAttribute(
            "input.value",
            "{\"image\": [\"(binary)\", \"(binary)\"], \"prompt\": \"merge\","
                + " \"model\": \"gpt-image-1\"}")
        .hasAttribute("input.images.0.image.url", "data:image/png;base64,Zmlyc3Q=")
        .hasAttribute("input.images.1.image.url", "data:image/png;base64,c2Vjb25k");
  }

  private static ImageEditParams editParams() {
    InputStream first = new ByteArrayInputStream("first".getBytes(StandardCharsets.UTF_8));
    InputStream second = new ByteArrayInputStream("second".getBytes(StandardCharsets.UTF_8));
    return ImageEditParams.builder()
        .model("gpt-image-1")
        .prompt("merge")
        .image(ImageEditParams.Image.ofInputStreams(List.of(first, second)))
        .build();
  }

  @Test
  void decision() {
    String answer =
        """
        {"model": "gpt-decide-1-2026-09-01",
         "answers": [{"type": "predicate", "name": "refund", "probability": 0.97}],
         "usage": {"input_tokens": 84, "output_tokens": 2, "total_tokens": 86,
                   "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
                   "output_tokens_details": {"reasoning_tokens": 0}}}
        """;
    answer(StubResponse.json(answer));
    DecisionCreateParams params =
        DecisionCreateParams.builder()
            .model("gpt-decide-1")
            .input("I want my money back.")
            .questions(List.of())
            .build();

    assertSame(
        () -> wrapped.decisions().create(params), () -> unwrapped.decisions().create(params));

    assertThat(span())
        .isDecision()
        .hasName("Decision")
        .hasStatus(StatusCode.OK)
        .hasAttribute("decision.system", "openai")
        .hasAttribute("decision.request.model_name", "gpt-decide-1")
        .hasAttribute("decision.response.model_name", "gpt-decide-1-2026-09-01")
        .hasAttribute("decision.model_name", "gpt-decide-1-2026-09-01")
        .hasAttribute("decision.token_count.input", 84L)
        .hasAttribute("decision.token_count.output", 2L)
        .hasJsonAttribute(
            "input.value",
            "{\"model\": \"gpt-decide-1\", \"input\": \"I want my money back.\","
                + " \"questions\": []}")
        .hasJsonAttribute("output.value", answer);
  }

  @Test
  void decisionOfTheAsyncClient() {
    answer(StubResponse.json("{\"model\": \"gpt-decide-1\", \"answers\": []}"));
    DecisionCreateParams params =
        DecisionCreateParams.builder()
            .model("gpt-decide-1")
            .input("?")
            .questions(List.of())
            .build();

    assertSame(
        () -> wrapped.async().decisions().create(params).join(),
        () -> unwrapped.async().decisions().create(params).join());

    assertThat(span()).isDecision().hasAttribute("decision.model_name", "gpt-decide-1");
  }

  @Test
  void transcriptionAsSubtitles() {
    String subtitles = "1\n00:00:00,000 --> 00:00:01,000\nhello\n";
    answer(StubResponse.text(200, subtitles));
    Supplier<TranscriptionCreateParams> params =
        () ->
            TranscriptionCreateParams.builder()
                .model("whisper-1")
                .responseFormat(AudioResponseFormat.SRT)
                .file("audio".getBytes(StandardCharsets.UTF_8))
                .build();

    assertSame(
        () -> wrapped.audio().transcriptions().create(params.get()),
        () -> unwrapped.audio().transcriptions().create(params.get()));

    assertThat(span())
        .hasName("Transcription")
        .hasAttribute("llm.output_messages.0.message.content", subtitles);
  }
}
