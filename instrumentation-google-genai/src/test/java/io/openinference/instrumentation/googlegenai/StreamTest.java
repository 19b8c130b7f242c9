// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.google.genai.AsyncChat;
import com.google.genai.Chat;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import io.openinference.testing.Garbage;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams and chats, also of releases that read an event ahead. */
class StreamTest extends AbstractDoorTest {

  private static final String MODEL = "gemini-2.5-flash";
  private static final String CONTENT = "llm.output_messages.0.message.content";
  private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

  @BeforeEach
  void answer() {
    server.handler(
        request ->
            StubResponse.sse(
                "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"1,308 \"}]}}],"
                    + " \"usageMetadata\": {\"promptTokenCount\": 5, \"cachedContentTokenCount\": 2}}",
                "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"metres\"}]},"
                    + " \"finishReason\": \"STOP\"}], \"usageMetadata\": {\"promptTokenCount\": 5,"
                    + " \"candidatesTokenCount\": 3}}"));
  }

  @Test
  void aStreamThatIsDrained() {
    Client client = client().gemini();
    inCaller(
        () -> {
          try (ResponseStream<GenerateContentResponse> stream =
              client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG)) {
            assertThat(texts(stream)).containsExactly("1,308 ", "metres");
          }
        });

    assertWhole();
  }

  @Test
  void anAsyncStreamThatIsDrained() {
    Client client = client().gemini();
    inCaller(
        () -> {
          try (ResponseStream<GenerateContentResponse> stream =
              client.async.models.generateContentStream(MODEL, "How deep?", NO_CONFIG).join()) {
            assertThat(texts(stream)).containsExactly("1,308 ", "metres");
          }
        });

    assertWhole();
  }

  private void assertWhole() {
    List<SpanData> spans = telemetry.awaitSpans(2);
    SpanData caller = telemetry.trace().root();
    assertThat(spans).hasSize(2);
    assertThat(telemetry.trace().children(caller))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span)
                    .hasName("GenerateContentStream")
                    .hasStatus(StatusCode.OK)
                    .hasEvent("First Token Stream Event")
                    .hasAttribute(CONTENT, "1,308 metres")
                    .hasAttribute("llm.finish_reason", "STOP")
                    .hasAttribute("llm.token_count.prompt", 5L)
                    .hasAttribute("llm.token_count.prompt_details.cache_read", 2L)
                    .hasAttribute("llm.token_count.completion", 3L));
  }

  @Test
  void aStreamThatIsClosedEarly() {
    Client client = client().gemini();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG)) {
      assertThat(stream.iterator().next().text()).isEqualTo("1,308 ");
    }

    assertThat(span().getAttributes().toString()).contains("1,308 ");
  }

  @Test
  void aStreamThatIsDropped() {
    readOne();

    Garbage.collectUntil(() -> !telemetry.spans().isEmpty());
    assertThat(span().getAttributes().toString()).contains("1,308 ");
  }

  /** In a method of its own, so that no frame refers to the stream when it returns. */
  private void readOne() {
    Client client = client().gemini();
    assertThat(client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG).iterator().next())
        .isNotNull();
  }

  @Test
  void aChatThatStreamsKeepsItsHistory() {
    Client client = client().gemini();
    Chat chat = client.chats.create(MODEL);
    try (ResponseStream<GenerateContentResponse> stream = chat.sendMessageStream("How deep?")) {
      assertThat(texts(stream)).hasSize(2);
    }
    try (ResponseStream<GenerateContentResponse> stream = chat.sendMessageStream("And wide?")) {
      assertThat(texts(stream)).hasSize(2);
    }

    List<Content> history = chat.getHistory(false);
    assertThat(history.size()).isGreaterThanOrEqualTo(4);
    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    assertThat(telemetry.spans().get(1))
        .hasAttribute("llm.input_messages.0.message.content", "How deep?");
  }

  @Test
  void anAsyncChat() {
    server.handler(
        request ->
            StubResponse.json(
                "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"ok\"}]},"
                    + " \"finishReason\": \"STOP\"}]}"));
    Client client = client().gemini();
    AsyncChat chat = client.async.chats.create(MODEL);

    assertThat(chat.sendMessage("How deep?").join().text()).isEqualTo("ok");

    assertThat(span()).hasName("GenerateContent").hasAttribute(CONTENT, "ok");
  }

  private static List<String> texts(ResponseStream<GenerateContentResponse> stream) {
    List<String> texts = new ArrayList<>();
    for (GenerateContentResponse chunk : stream) {
      texts.add(chunk.text());
    }
    return texts;
  }
}
