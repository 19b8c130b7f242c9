// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import io.openinference.testing.StubResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests of calls that send or receive images and audio, for each way of calling. */
abstract class AbstractMediaCallTest extends AbstractOpenAITest {

  private static final String IMAGES =
      "{\"created\": 1700000000, \"data\": [{\"url\": \"https://images.example/1.png\"}]}";
  private static final byte[] FILE = new byte[20_000];

  static {
    Arrays.fill(FILE, (byte) 'x');
  }

  private final AtomicInteger bytesRead = new AtomicInteger();

  abstract OpenAICalls calls(OpenAIClient client);

  /** Makes the call with both clients, and asserts that the application sees no difference. */
  private void call(Function<OpenAICalls, ?> call) {
    Outcome expected = Outcome.of(() -> call.apply(calls(unwrapped)));
    bytesRead.set(0);
    assertThat(Outcome.of(() -> call.apply(calls(wrapped)))).isEqualTo(expected);
    assertSameRequests();
  }

  /** A file that can be read once, as those of the network are. */
  private InputStream upload() {
    return new InputStream() {
      private final InputStream file = new ByteArrayInputStream(FILE);

      @Override
      public int read() throws IOException {
        throw new IOException("read in pieces, please");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = file.read(bytes, offset, length);
        bytesRead.addAndGet(Math.max(0, count));
        return count;
      }
    };
  }

  private void assertUploadedOnce() {
    assertThat(bytesRead).hasValue(FILE.length);
    assertThat(server.requests().get(1).bodyText()).contains("x".repeat(FILE.length));
  }

  @Test
  void transcriptionUploadNotConsumed() {
    answer(StubResponse.json("{\"text\": \"hello\"}"));

    call(
        calls ->
            calls.transcription(
                TranscriptionCreateParams.builder()
                    .model("whisper-1")
                    .prompt("a greeting")
                    .temperature(0.5)
                    .file(
                        MultipartField.<InputStream>builder()
                            .value(upload())
                            .filename("greeting.wav")
                            .contentType("audio/wav")
                            .build())
                    .build()));

    assertUploadedOnce();
    ExpectedSpan.llm("Transcription")
        .input(
            """
            {"file": "greeting.wav", "model": "whisper-1", "prompt": "a greeting",
             "temperature": 0.5}
            """)
        .withJson("llm.invocation_parameters", "{\"model\": \"whisper-1\", \"temperature\": 0.5}")
        .output("{\"text\": \"hello\"}")
        .with("llm.model_name", "whisper-1")
        .with("llm.input_messages.0.message.role", "user")
        .with("llm.input_messages.0.message.content", "a greeting")
        .with("llm.output_messages.0.message.role", "assistant")
        .with("llm.output_messages.0.message.content", "hello")
        .verify(span());
  }

  @Test
  void translationUploadNotConsumed() {
    answer(StubResponse.json("{\"text\": \"hello\"}"));

    call(
        calls ->
            calls.translation(
                TranslationCreateParams.builder().model("whisper-1").file(upload()).build()));

    assertUploadedOnce();
    ExpectedSpan.llm("Translation")
        .input("{\"file\": \"(binary)\", \"model\": \"whisper-1\"}")
        .withJson("llm.invocation_parameters", "{\"model\": \"whisper-1\"}")
        .output("{\"text\": \"hello\"}")
        .with("llm.model_name", "whisper-1")
        .with("llm.output_messages.0.message.role", "assistant")
        .with("llm.output_messages.0.message.content", "hello")
        .verify(span());
  }

  @Test
  void image() {
    answer(StubResponse.json(IMAGES));
    ImageGenerateParams params =
        ImageGenerateParams.builder().model("dall-e-2").prompt("a cat").build();

    call(calls -> calls.image(params));

    images("{\"model\": \"dall-e-2\", \"prompt\": \"a cat\"}")
        .with("llm.input_messages.0.message.role", "user")
        .with("llm.input_messages.0.message.content", "a cat")
        .verify(span());
  }

  @Test
  void imageEditUploadNotConsumed() {
    answer(StubResponse.json(IMAGES));

    call(
        calls ->
            calls.imageEdit(
                ImageEditParams.builder()
                    .model("dall-e-2")
                    .prompt("add a hat")
                    .image(upload())
                    .build()));

    assertUploadedOnce();
    images("{\"image\": \"(binary)\", \"prompt\": \"add a hat\", \"model\": \"dall-e-2\"}")
        .with("llm.input_messages.0.message.role", "user")
        .with("llm.input_messages.0.message.content", "add a hat")
        .verify(span());
  }

  @Test
  void imageVariationUploadNotConsumed() {
    answer(StubResponse.json(IMAGES));

    call(
        calls ->
            calls.imageVariation(
                ImageCreateVariationParams.builder().model("dall-e-2").image(upload()).build()));

    assertUploadedOnce();
    images("{\"image\": \"(binary)\", \"model\": \"dall-e-2\"}").verify(span());
  }

  private static ExpectedSpan images(String input) {
    return ExpectedSpan.llm("ImagesResponse")
        .input(input)
        .withJson("llm.invocation_parameters", "{\"model\": \"dall-e-2\"}")
        .output(IMAGES)
        .with("llm.model_name", "dall-e-2")
        .with("output.images.0.image.url", "https://images.example/1.png");
  }

  @Test
  void speech() {
    byte[] audio = {1, 2, 3, -1, 0, 10, 13};
    answer(StubResponse.of(200, "audio/mpeg", audio));
    SpeechCreateParams params =
        SpeechCreateParams.builder().model("tts-1").voice("alloy").input("hello").build();

    call(calls -> read(calls.speech(params)));

    String content = "llm.output_messages.0.message.contents.0.message_content.";
    ExpectedSpan.llm("Speech")
        .input("{\"input\": \"hello\", \"model\": \"tts-1\", \"voice\": \"alloy\"}")
        .withJson("llm.invocation_parameters", "{\"model\": \"tts-1\", \"voice\": \"alloy\"}")
        .with("llm.model_name", "tts-1")
        .with("llm.input_messages.0.message.role", "user")
        .with("llm.input_messages.0.message.content", "hello")
        .with("llm.output_messages.0.message.role", "assistant")
        .with(content + "type", "audio")
        .with(content + "audio.audio.mime_type", "audio/mpeg")
        .verify(span());
  }

  private static String read(HttpResponse response) {
    try (response) {
      return Arrays.toString(response.body().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
