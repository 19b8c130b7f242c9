// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests and answers that nobody should send: the application sees what it sees without the
 * instrumentation, there is one span, and no fault of ours is logged.
 */
class HostileExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final LogCapture log = LogCapture.of(TelemetryGuard.class);

  @AfterEach
  void stopCapture() {
    log.close();
  }

  private static OpenAIClient wrap(OpenAIClient client) {
    return OpenAIInstrumentor.builder(telemetry.openTelemetry())
        .config(TraceConfig.builder().build())
        .build()
        .wrap(client);
  }

  private static byte[] bytes(HttpResponse response) {
    try (response) {
      return response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forEach(
      StreamResponse<ChatCompletionChunk> stream, Consumer<Object> consumer) {
    try (stream) {
      stream.stream().forEach(consumer);
    }
  }

  private void assertSameOutcome(OpenAIClient client, Function<OpenAIClient, Outcome> call) {
    telemetry.clear();

    assertThat(call.apply(wrap(client))).isEqualTo(call.apply(client));

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(log.messages()).isEmpty();
  }

  static Stream<String> malformedJson() {
    return Stream.of(
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{",
        "\"text\"",
        "\uFEFF{}",
        "{\"choices\": 5}",
        "{\"choices\": [null, 7, [], {\"message\": 7}, {\"index\": 1e99, \"message\": {}}]}",
        "{\"id\": \"\\u0000\", \"choices\": [{\"message\": {\"content\": \"\\ud800\"}}]}",
        "{\"usage\": {\"total_tokens\": 1e400}}",
        "{\"a\": " + "[".repeat(100_000),
        CHAT_ANSWER.substring(0, 200),
        CHAT_ANSWER + CHAT_ANSWER);
  }

  @ParameterizedTest
  @MethodSource("malformedJson")
  void jsonThatIsNone(String body) {
    OpenAIClient client = MemoryTransport.client(() -> MemoryTransport.json(body));

    assertSameOutcome(
        client, sent -> Outcome.of(() -> sent.chat().completions().create(CHAT).toString()));
    assertSameOutcome(
        client,
        sent -> Outcome.of(() -> sent.async().chat().completions().create(CHAT).join().toString()));
    assertSameOutcome(
        client,
        sent ->
            Outcome.of(
                () ->
                    new String(
                        bytes(sent.withRawResponse().chat().completions().create(CHAT)),
                        StandardCharsets.UTF_8)));
  }

  static Stream<String> malformedEvents() {
    String event = "data: " + CHAT_CHUNKS[1].replace("\n", "") + "\n\n";
    return Stream.of(
        "",
        "\n\n\n",
        ":\n\n" + event,
        "data\n\n" + event,
        "data:\n\n" + event,
        "data: null\n\n" + event,
        "data: [1, 2]\n\n" + event,
        "data: {\n\n" + event,
        "data: \"\\ud800\u0000\"\n\n" + event,
        "event: error\ndata: {}\n\n" + event,
        event + "data: {\"choices\": [{\"index\": -1, \"delta\": 3}, 4]}\n\n",
        event + "data: {\"choices\": {\"index\": 0}, \"usage\": []}\n\n",
        event + event.substring(0, 40),
        event + "\u0000\u0001\uFFFF",
        event + "data: [DONE]\n\n" + event);
  }

  @ParameterizedTest
  @MethodSource("malformedEvents")
  void eventsThatAreNone(String body) {
    OpenAIClient client = MemoryTransport.client(() -> MemoryTransport.sse(body));

    assertSameOutcome(
        client,
        sent ->
            Outcome.ofMany(
                values ->
                    forEach(
                        sent.chat().completions().createStreaming(CHAT),
                        chunk -> values.accept(chunk.toString()))));
    assertSameOutcome(
        client,
        sent ->
            Outcome.of(
                () ->
                    new String(
                        bytes(sent.withRawResponse().chat().completions().createStreaming(CHAT)),
                        StandardCharsets.UTF_8)));
  }

  @Test
  void requestThatContainsItself() {
    Map<String, Object> cyclic = new HashMap<>();
    cyclic.put("self", cyclic);
    @SuppressWarnings("unchecked") // Nothing but the mapper looks at the values.
    Map<String, JsonValue> extra = (Map<String, JsonValue>) (Map<String, ?>) cyclic;
    ChatCompletionCreateParams params =
        CHAT.toBuilder().putAllAdditionalBodyProperties(extra).build();
    OpenAIClient client = MemoryTransport.client(() -> MemoryTransport.json(CHAT_ANSWER));

    assertThat(Outcome.of(() -> wrap(client).chat().completions().create(params)))
        .isEqualTo(Outcome.of(() -> client.chat().completions().create(params)));

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(log.messages()).hasSizeLessThanOrEqualTo(1);
  }

  /** Fails if the text of messages is copied. */
  @Test
  void fiftyMegabytesAreReferredTo() {
    String prompt = "a".repeat(50_000_000);
    String content = "b".repeat(17_000_000);
    String answer =
        SampleExchanges.CHAT_ANSWER.replace(
            "\"choices\": [",
            "\"choices\": [{\"index\": 1, \"message\": {\"content\": \"%1$s\"}},"
                .concat("{\"index\": 2, \"message\": {\"content\": \"%1$s\"}},")
                .formatted(content));
    OpenAIClient client = wrap(MemoryTransport.client(() -> MemoryTransport.json(answer)));

    client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model("m").addUserMessage(prompt).build());

    Map<String, Object> attributes = new HashMap<>();
    telemetry.spans().get(0).getAttributes().forEach((k, v) -> attributes.put(k.getKey(), v));
    assertThat(attributes.get("llm.input_messages.0.message.content") == prompt).isTrue();
    assertThat(attributes.get("llm.output_messages.2.message.content")).isEqualTo(content);
    assertThat(attributes.get("output.value").toString()).hasSizeGreaterThan(34_000_000);
    assertThat(telemetry.spans().get(0)).hasStatus(StatusCode.OK);
    assertThat(log.messages()).isEmpty();
  }

  /** Fails if the work for a chunk grows with the number of chunks before it. */
  @Test
  void hundredThousandChunksCostThatManyTimesOne() {
    String chunk = MemoryTransport.events(CHAT_CHUNKS[1]);
    OpenAIClient client =
        wrap(
            MemoryTransport.client(
                () -> MemoryTransport.sse(chunk.repeat(100_000) + "data: [DONE]\n\n")));
    long before = allocatedBytes();

    // Raw, because openai-java allocates more than we do.
    bytes(client.withRawResponse().chat().completions().createStreaming(CHAT));

    assertThat((allocatedBytes() - before) / 100_000).isLessThan(10_000);
    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.output_messages.0.message.content", "Par".repeat(100_000));
    assertThat(telemetry.spans().get(0).getEvents()).hasSize(1);
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void indicesFarApartFillNoGaps() {
    String chunk = CHAT_CHUNKS[1].replace("\"index\": 0", "\"index\": 9007199254740991");
    OpenAIClient client =
        wrap(
            MemoryTransport.client(
                () -> MemoryTransport.sse(MemoryTransport.events(chunk, CHAT_CHUNKS[1]))));

    forEach(client.chat().completions().createStreaming(CHAT), event -> {});

    assertThat(telemetry.spans().get(0))
        .hasAttribute("llm.output_messages.0.message.content", "Par")
        .hasAttribute("llm.output_messages.1.message.content", "Par");
    assertThat(List.of(telemetry.spans())).hasSize(1);
  }
}
