// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.transcription.AudioTranscription;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;
import org.springframework.ai.audio.transcription.TranscriptionModel;
import org.springframework.ai.audio.tts.Speech;
import org.springframework.ai.audio.tts.TextToSpeechModel;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.audio.tts.TextToSpeechResponse;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.moderation.Categories;
import org.springframework.ai.moderation.CategoryScores;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.moderation.ModerationResult;
import org.springframework.core.io.ByteArrayResource;
import reactor.core.publisher.Flux;

/** Objects that the application wraps, because Spring AI does not observe them. */
class WrapTest extends AbstractSpringAITest {

  @Test
  void returnsAnObjectOfAnotherTypeUnchanged() {
    Runnable other = () -> {};

    assertThat(instrumentor.wrap(Runnable.class, other)).isSameAs(other);
  }

  @Test
  void wrapsOnce() {
    ModerationModel wrapped =
        instrumentor.wrap(ModerationModel.class, prompt -> new ModerationResponse(null));

    assertThat(instrumentor.wrap(ModerationModel.class, wrapped)).isSameAs(wrapped);
  }

  @Test
  void recordsAModeration() {
    ModerationResult flagged =
        ModerationResult.builder()
            .flagged(true)
            .categories(Categories.builder().hate(true).build())
            .categoryScores(CategoryScores.builder().hate(0.9).build())
            .build();
    ModerationModel model =
        prompt ->
            new ModerationResponse(
                new Generation(
                    Moderation.builder().id("m-1").model("m").results(List.of(flagged)).build()));

    instrumentor.wrap(ModerationModel.class, model).call(new ModerationPrompt("I hate it"));

    assertThat(telemetry.trace().root())
        .isGuardrail()
        .hasStatus(StatusCode.OK)
        .hasAttribute("input.value", "I hate it");
    assertThat(telemetry.trace().root().getAttributes().asMap().toString())
        .contains("\"flagged\":true")
        .contains("\"hate\":0.9");
  }

  @Test
  void recordsATranscription() {
    TranscriptionModel model =
        prompt -> new AudioTranscriptionResponse(new AudioTranscription("hello"));

    instrumentor
        .wrap(TranscriptionModel.class, model)
        .call(new AudioTranscriptionPrompt(new ByteArrayResource(new byte[] {1})));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "LLM",
                "output.value", "hello",
                "output.mime_type", "text/plain",
                "llm.output_messages.0.message.role", "assistant",
                "llm.output_messages.0.message.content", "hello"));
  }

  @Test
  void recordsSpeechAndStreamsOfSpeech() {
    TextToSpeechModel model = instrumentor.wrap(TextToSpeechModel.class, new Voice());

    model.call(new TextToSpeechPrompt("hello"));
    model.stream(new TextToSpeechPrompt("hello")).collectList().block();

    assertThat(telemetry.spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span)
                    .isLlm()
                    .hasStatus(StatusCode.OK)
                    .hasAttribute("input.value", "hello")
                    .hasAttribute("llm.input_messages.0.message.content", "hello")
                    .hasAttribute(
                        "llm.output_messages.0.message.contents.0.message_content.type", "audio"));
  }

  /** A model that says one byte. */
  private static final class Voice implements TextToSpeechModel {

    @Override
    public TextToSpeechResponse call(TextToSpeechPrompt prompt) {
      return new TextToSpeechResponse(List.of(new Speech(new byte[] {1})));
    }

    @Override
    public Flux<TextToSpeechResponse> stream(TextToSpeechPrompt prompt) {
      return Flux.just(call(prompt), call(prompt));
    }
  }

  @Test
  void recordsAnEmbeddingModelThatIsObservedOnce() {
    server.handler(request -> Replies.embeddings(1));
    EmbeddingModel model =
        instrumentor.wrap(EmbeddingModel.class, Models.embedding(server.baseUrl(), registry));

    model.embed("one");

    assertThat(telemetry.trace()).hasTree("EMBEDDING CreateEmbeddings\n");
    assertThat(telemetry.trace().root())
        .hasAttribute("embedding.embeddings.0.embedding.vector", List.of(0.25, 0.5))
        .hasAttribute("llm.token_count.prompt", 7L);
  }

  @Test
  void recordsDetailsOfTokensInAStream() {
    server.enqueue(
        StubResponse.sse(
            Replies.chunk("{\"role\":\"assistant\",\"content\":\"Hi\"}", null),
            Replies.chunk("{}", "stop"),
            Replies.usage(20, 9)
                .replace(
                    "\"completion_tokens\"",
                    "\"prompt_tokens_details\":{\"cached_tokens\":16},\"completion_tokens\""),
            "[DONE]"));

    instrumentor.wrap(ChatModel.class, model()).stream(new Prompt("How?")).collectList().block();
    telemetry.awaitSpans(1);

    assertThat(telemetry.trace().root())
        .hasAttribute("llm.token_count.prompt", 20L)
        .hasAttribute("llm.token_count.prompt_details.cache_read", 16L)
        .hasAttribute("output.value", "Hi");
  }

  @Test
  void recordsWhatArrivedBeforeAStreamWasCancelled() {
    SseStream events = SseStream.create();
    events.emit(Replies.chunk("{\"role\":\"assistant\",\"content\":\"It \"}", null));
    events.emit(Replies.chunk("{\"content\":\"is \"}", null));
    events.emit(Replies.chunk("{\"content\":\"sunny\"}", null));
    server.enqueue(StubResponse.sse(events));

    instrumentor.wrap(ChatModel.class, model()).stream(new Prompt("How?"))
        .take(2)
        .collectList()
        .block();
    telemetry.awaitSpans(1);
    events.end();

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", "It is ")
        .hasAttribute("llm.model_name", "gpt-5-mini-2025-08-07");
  }
}
