// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A span keeps the part of a raw body that the application has read, up to a bound, until the call
 * is over. Each test fails without the bound, or without the end, that it is named after.
 */
class RawBodyBoundsTest {

  private static final int OVER_THE_BOUND = ContentBudget.defaultLimit() + 1024 * 1024;
  private static final AttributeKey<Long> OMITTED =
      AttributeKey.longKey("openinference.output.omitted_size");
  private static final AttributeKey<String> OUTPUT = AttributeKey.stringKey("output.value");
  private static final String TEXT_OUTPUT = "text/plain";

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static OpenAIClient client(Supplier<HttpResponse> answers) {
    return OpenAIInstrumentor.builder(telemetry.openTelemetry())
        .config(TraceConfig.builder().build())
        .build()
        .wrap(MemoryTransport.client(answers));
  }

  private static HttpResponse create(String answer) {
    return client(() -> MemoryTransport.json(answer))
        .withRawResponse()
        .chat()
        .completions()
        .create(CHAT);
  }

  private static byte[] readStream(String body) throws IOException {
    try (HttpResponse response =
        client(() -> MemoryTransport.sse(body))
            .withRawResponse()
            .chat()
            .completions()
            .createStreaming(CHAT)) {
      return response.body().readAllBytes();
    }
  }

  private static SpanData span() {
    assertThat(telemetry.spans()).hasSize(1);
    return telemetry.spans().get(0);
  }

  @Test
  void jsonOverTheBoundIsCut() throws IOException {
    String answer = CHAT_ANSWER.replace("Paris.", "a".repeat(OVER_THE_BOUND));

    try (HttpResponse response = create(answer)) {
      assertThat(response.body().readAllBytes()).hasSize(answer.length());
    }

    String output = span().getAttributes().get(OUTPUT);
    assertThat(output).hasSize(ContentBudget.defaultLimit());
    assertThat(answer.startsWith(output)).isTrue();
    assertThat(span())
        .hasAttribute(OMITTED, (long) answer.length() - output.length())
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.mime_type", TEXT_OUTPUT)
        .hasNoAttributeStartingWith("llm.output_messages");
  }

  @Test
  void lineOverTheBoundIsLeftOut() throws IOException {
    String tooLong = CHAT_CHUNKS[1].replace("Par", "a".repeat(OVER_THE_BOUND));
    String body =
        MemoryTransport.events(tooLong)
            + MemoryTransport.events(CHAT_CHUNKS[1], CHAT_CHUNKS[2], "[DONE]");

    assertThat(readStream(body)).hasSize(body.length());

    assertThat(span()).hasAttribute("llm.output_messages.0.message.content", "Paris.");
    assertThat(span().getAttributes().get(OMITTED)).isGreaterThan(OVER_THE_BOUND);
  }

  @Test
  void eventOverTheBoundIsLeftOut() throws IOException {
    String line = "data: " + " ".repeat(OVER_THE_BOUND / 2) + "\n";
    String tooLong = line + line + "data: " + CHAT_CHUNKS[1].replace("\n", "") + "\n\n";
    String body = tooLong + MemoryTransport.events(CHAT_CHUNKS[2], "[DONE]");

    assertThat(readStream(body)).hasSize(body.length());

    assertThat(span()).hasAttribute("llm.output_messages.0.message.content", "is.");
    assertThat(span().getAttributes().get(OMITTED)).isGreaterThan(OVER_THE_BOUND);
  }

  @Test
  void jsonThatIsClosedHalfwayIsRecordedAsFar() throws IOException {
    try (HttpResponse response = create(CHAT_ANSWER)) {
      response.body().readNBytes(40);
    }

    assertThat(span())
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", CHAT_ANSWER.substring(0, 40))
        .hasAttribute("output.mime_type", TEXT_OUTPUT)
        .hasNoAttributeStartingWith("llm.output_messages");
  }

  @Test
  void jsonThatIsAbandonedHalfwayIsRecordedAsFar() throws IOException {
    create(CHAT_ANSWER).body().readNBytes(40);

    Garbage.collectUntil(() -> !telemetry.spans().isEmpty());

    assertThat(span()).hasAttribute("output.value", CHAT_ANSWER.substring(0, 40));
  }

  @Test
  void characterThatIsCutIsLeftOut() throws IOException {
    String answer = "{\"id\": \"ab\uD83D\uDE00\"}";
    int cut = "{\"id\": \"ab".length() + 2;
    assertThat(answer.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(cut);

    try (HttpResponse response = create(answer)) {
      response.body().readNBytes(cut);
    }

    assertThat(span()).hasAttribute("output.value", "{\"id\": \"ab");
  }

  @Test
  void requestIsLetGoOfWithTheEndWhileTheStreamIsHeld() {
    WeakReference<Object>[] prompt = newReferences(1);
    OpenAIClient client = client(() -> MemoryTransport.sse(MemoryTransport.events(CHAT_CHUNKS)));

    StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat(prompt));
    assertThat(stream.stream()).hasSize(5);
    telemetry.clear();

    Garbage.collectUntil(() -> prompt[0].refersTo(null));
    Reference.reachabilityFence(stream);
  }

  /** Returns a request with a text that nothing else refers to. */
  private static ChatCompletionCreateParams chat(WeakReference<Object>[] reference) {
    String text = "What is the capital of ".concat("France?");
    reference[0] = new WeakReference<>(text);
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(text).build();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  private static WeakReference<Object>[] newReferences(int count) {
    return new WeakReference[count];
  }
}
