// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests of raw responses to sync and async calls. */
abstract class AbstractRawResponseTest extends AbstractOpenAITest {

  abstract HttpResponseFor<ChatCompletion> chat(OpenAIClient client);

  abstract HttpResponseFor<StreamResponse<ChatCompletionChunk>> chatStream(OpenAIClient client);

  private static byte[] bytes(HttpResponse response) {
    try (response) {
      return response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads to the end of the event that has the text. */
  private static void readUntil(InputStream body, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0 || read.indexOf("\n\n", read.indexOf(text)) < 0) {
      read.append((char) body.read());
    }
  }

  @Test
  void rawParse() {
    answer(StubResponse.json(CHAT_ANSWER));

    HttpResponseFor<ChatCompletion> response = chat(wrapped);
    ChatCompletion parsed = response.parse();

    assertThat(parsed).isEqualTo(chat(unwrapped).parse());
    assertThat(response.parse()).isSameAs(parsed);
    response.close();
    SampleExchanges.chat().verify(span());
  }

  @Test
  void rawStatusAndHeaders() {
    answer(StubResponse.json(CHAT_ANSWER).withHeader("x-request-id", "req_1"));

    try (HttpResponse expected = chat(unwrapped);
        HttpResponse response = chat(wrapped)) {
      assertThat(response.statusCode()).isEqualTo(expected.statusCode());
      assertThat(response.requestId()).isEqualTo(expected.requestId()).contains("req_1");
      assertThat(response.headers().values("content-type"))
          .isEqualTo(expected.headers().values("content-type"));
    }
  }

  @Test
  void rawBodyBytesUnchanged() {
    answer(StubResponse.json(CHAT_ANSWER));

    assertThat(bytes(chat(wrapped))).isEqualTo(bytes(chat(unwrapped)));

    SampleExchanges.chat().verify(span());
  }

  @Test
  void rawBodyReadInPieces() throws IOException {
    answer(StubResponse.json(CHAT_ANSWER));
    byte[] expected = bytes(chat(unwrapped));

    try (HttpResponse response = chat(wrapped);
        InputStream body = response.body()) {
      assertThat(body.read()).isEqualTo(expected[0]);
      assertThat(body.readNBytes(10)).isEqualTo(Arrays.copyOfRange(expected, 1, 11));
      assertThat(response.body().skip(5)).isEqualTo(5);
      assertThat(body.readAllBytes()).isEqualTo(Arrays.copyOfRange(expected, 16, expected.length));
      assertThat(body.read()).isEqualTo(-1);
    }

    SampleExchanges.chat().verify(span());
  }

  @Test
  void rawClosedUnread() {
    answer(StubResponse.json(CHAT_ANSWER));

    chat(wrapped).close();

    SampleExchanges.chatRequest().verify(span());
  }

  @Test
  void rawErrorBody() {
    answer(StubResponse.json(401, "{\"error\": {\"message\": \"Incorrect API key\"}}"));

    // Newer releases throw, older ones leave the response to the application.
    Outcome expected = Outcome.of(() -> new String(bytes(chat(unwrapped)), StandardCharsets.UTF_8));
    Outcome actual = Outcome.of(() -> new String(bytes(chat(wrapped)), StandardCharsets.UTF_8));

    assertThat(actual).isEqualTo(expected);
    assertThat(span()).hasStatus(StatusCode.ERROR);
  }

  @Test
  void rawSseBytesUnchanged() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    assertThat(bytes(chatStream(wrapped))).isEqualTo(bytes(chatStream(unwrapped)));

    SampleExchanges.wholeChatStream().verify(span());
  }

  @Test
  void rawSseWithWindowsLinesAndComments() {
    server.handler(
        request -> {
          SseStream stream = SseStream.create();
          stream.emitRaw(": ping\r\n\r\ndata:" + CHAT_CHUNKS[1].replace("\n", "") + "\r\n\r\n");
          stream.emitRaw("event: chunk\r\ndata: " + CHAT_CHUNKS[2].replace("\n", "")).end();
          return StubResponse.sse(stream);
        });

    assertThat(bytes(chatStream(wrapped))).isEqualTo(bytes(chatStream(unwrapped)));

    assertThat(span().getAttributes().asMap().values()).contains("Paris.");
  }

  @Test
  void rawSseClosedHalfway() throws IOException {
    SseStream stream = SseStream.create();
    answer(StubResponse.sse(stream));
    stream.emit(CHAT_CHUNKS[0]).emit(CHAT_CHUNKS[1]);

    HttpResponse response = chatStream(wrapped);
    readUntil(response.body(), "Par");
    response.close();

    stream.end();
    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .verify(span());
  }

  @Test
  void rawBodyWhoseConnectionIsLost() {
    server.handler(
        request -> {
          SseStream stream = SseStream.create();
          stream.emit(CHAT_CHUNKS[0]).emit(CHAT_CHUNKS[1]).abort();
          return StubResponse.sse(stream);
        });

    Outcome expected = Outcome.of(() -> bytes(chatStream(unwrapped)));
    assertThat(Outcome.of(() -> bytes(chatStream(wrapped)))).isEqualTo(expected);

    SampleExchanges.chatStream("Par")
        .output(SampleExchanges.partialChatOutput("Par"))
        .failed()
        .verify(span());
  }

  @Test
  void rawParsedStreamIsTheSameEachTime() {
    answer(StubResponse.sse(CHAT_CHUNKS));

    try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response = chatStream(wrapped)) {
      StreamResponse<ChatCompletionChunk> stream = response.parse();
      assertThat(response.parse()).isSameAs(stream);
      assertThat(stream.stream()).hasSize(5);
    }

    assertThat(span()).hasStatus(StatusCode.OK);
  }
}
