// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.genai.AsyncChat;
import com.google.genai.Chat;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import io.openinference.testing.Garbage;
import io.openinference.testing.StubResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams and chats, also of releases that read an event ahead. All attributes are listed. */
class StreamTest extends AbstractDoorTest {

  private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

  private static final String FIRST =
      quoted(
          "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': '1,308 '}]}}],"
              + " 'usageMetadata': {'promptTokenCount': 5, 'cachedContentTokenCount': 2}}");
  private static final String SECOND =
      quoted(
          "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': 'metres'}]},"
              + " 'finishReason': 'STOP'}], 'usageMetadata': {'promptTokenCount': 5,"
              + " 'candidatesTokenCount': 3}}");

  private static Function<Client, ResponseStream<GenerateContentResponse>> call(
      Function<Client, ResponseStream<GenerateContentResponse>> call) {
    return call;
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        arguments(
            "sync",
            call(client -> client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG))),
        arguments(
            "async",
            call(
                client ->
                    client
                        .async
                        .models
                        .generateContentStream(MODEL, "How deep?", NO_CONFIG)
                        .join())),
        arguments(
            "chat",
            call(client -> client.chats.create(MODEL, NO_CONFIG).sendMessageStream("How deep?"))),
        arguments(
            "async chat",
            call(
                client ->
                    client
                        .async
                        .chats
                        .create(MODEL, NO_CONFIG)
                        .sendMessageStream("How deep?")
                        .join())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aStreamThatIsDrained(
      String form, Function<Client, ResponseStream<GenerateContentResponse>> call) {
    server.handler(request -> StubResponse.sse(FIRST, SECOND));

    for (boolean ofVertex : new boolean[] {false, true}) {
      telemetry.clear();
      Client client = ofVertex ? client().vertex() : client().gemini();
      inCaller(
          () -> {
            try (ResponseStream<GenerateContentResponse> stream = call.apply(client)) {
              assertThat(texts(stream)).containsExactly("1,308 ", "metres");
            }
          });

      assertThat(telemetry.awaitSpans(2)).hasSize(2);
      List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
      assertThat(calls).hasSize(1);
      verifyWhole(calls.get(0));
    }
  }

  private static void verifyWhole(SpanData span) {
    ExpectedSpan.llm("GenerateContentStream", MODEL)
        .input(
            MODEL,
            quoted(
                "{'contents': [{'role': 'user', 'parts': [{'text': 'How deep?'}]}],"
                    + " 'generationConfig': {}}"))
        .output(
            quoted(
                "{'candidates': [{'content': {'role': 'model', 'parts': [{'text':"
                    + " '1,308 metres'}]}, 'finishReason': 'STOP'}], 'usageMetadata':"
                    + " {'promptTokenCount': 5, 'cachedContentTokenCount': 2,"
                    + " 'candidatesTokenCount': 3}}"))
        .with(
            quoted(
                "{'in.0.role': 'user', 'in.0.content': 'How deep?', 'out.0.role': 'model',"
                    + " 'out.0.content': '1,308 metres', 'llm.finish_reason': 'STOP',"
                    + " 'tokens.prompt': 5, 'tokens.completion': 3, 'tokens.total': 8,"
                    + " 'tokens.prompt_details.cache_read': 2}"))
        .events(ExpectedSpan.FIRST_TOKEN)
        .verify(span);
  }

  @Test
  void aStreamThatIsClosedEarly() {
    server.handler(request -> StubResponse.sse(FIRST, SECOND));
    Client client = client().gemini();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG)) {
      assertThat(stream.iterator().next().text()).isEqualTo("1,308 ");
    }

    verifyBeginning();
  }

  /** Before release 2 the library reads an event ahead, so that the span may have both. */
  private void verifyBeginning() {
    SpanData span = span();
    if (span.getAttributes().toString().contains("metres")) {
      verifyWhole(span);
      return;
    }
    ExpectedSpan.llm("GenerateContentStream", MODEL)
        .input(
            MODEL,
            quoted(
                "{'contents': [{'role': 'user', 'parts': [{'text': 'How deep?'}]}],"
                    + " 'generationConfig': {}}"))
        .output(FIRST)
        .with(
            quoted(
                "{'in.0.role': 'user', 'in.0.content': 'How deep?', 'out.0.role': 'model',"
                    + " 'out.0.content': '1,308 ', 'tokens.prompt': 5, 'tokens.total': 5,"
                    + " 'tokens.prompt_details.cache_read': 2}"))
        .events(ExpectedSpan.FIRST_TOKEN)
        .verify(span);
  }

  @Test
  void aStreamThatIsDropped() {
    server.handler(request -> StubResponse.sse(FIRST, SECOND));
    readOne();

    Garbage.collectUntil(() -> !telemetry.spans().isEmpty());
    verifyBeginning();
  }

  /** In a method of its own, so that no frame refers to the stream when it returns. */
  private void readOne() {
    Client client = client().gemini();
    assertThat(client.models.generateContentStream(MODEL, "How deep?", NO_CONFIG).iterator().next())
        .isNotNull();
  }

  @Test
  void aChatThatStreamsKeepsItsHistory() {
    server.handler(request -> StubResponse.sse(FIRST, SECOND));
    Client client = client().gemini();
    Chat chat = client.chats.create(MODEL);
    try (ResponseStream<GenerateContentResponse> stream = chat.sendMessageStream("How deep?")) {
      assertThat(texts(stream)).hasSize(2);
    }
    try (ResponseStream<GenerateContentResponse> stream = chat.sendMessageStream("And wide?")) {
      assertThat(texts(stream)).hasSize(2);
    }

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    assertThat(chat.getHistory(false).size()).isGreaterThanOrEqualTo(4);
    // The library keeps each chunk of a stream as a content.
    verifySecond(
        telemetry.spans().get(1),
        "'in.1.role': 'model', 'in.1.content': '1,308 ', 'in.2.role': 'model',"
            + " 'in.2.content': 'metres', 'in.3.role': 'user', 'in.3.content': 'And wide?'");
  }

  @Test
  void anAsyncChatKeepsItsHistory() {
    server.handler(request -> StubResponse.json(SECOND));
    Client client = client().gemini();
    AsyncChat chat = client.async.chats.create(MODEL);

    assertThat(chat.sendMessage("How deep?").join().text()).isEqualTo("metres");
    assertThat(chat.sendMessage("And wide?").join().text()).isEqualTo("metres");

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    verifySecond(
        telemetry.spans().get(1),
        "'in.1.role': 'model', 'in.1.content': 'metres', 'in.2.role': 'user',"
            + " 'in.2.content': 'And wide?'");
  }

  private void verifySecond(SpanData span, String history) {
    boolean isStream = span.getName().equals("GenerateContentStream");
    ExpectedSpan expected =
        ExpectedSpan.llm(isStream ? "GenerateContentStream" : "GenerateContent", MODEL)
            .input(MODEL, server.requests().get(1).bodyText())
            .output(isStream ? accumulated() : SECOND)
            .with(
                quoted(
                    "{'in.0.role': 'user', 'in.0.content': 'How deep?', 'out.0.role': 'model',"
                        + " 'out.0.content': 'metres', 'llm.finish_reason': 'STOP',"
                        + " 'tokens.prompt': 5, 'tokens.completion': 3, 'tokens.total': 8, "
                        + history
                        + "}"));
    if (isStream) {
      expected
          .with("out.0.content", "1,308 metres")
          .with("tokens.prompt_details.cache_read", 2)
          .events(ExpectedSpan.FIRST_TOKEN);
    }
    expected.verify(span);
  }

  private static String accumulated() {
    return quoted(
        "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': '1,308 metres'}]},"
            + " 'finishReason': 'STOP'}], 'usageMetadata': {'promptTokenCount': 5,"
            + " 'cachedContentTokenCount': 2, 'candidatesTokenCount': 3}}");
  }

  private static List<String> texts(ResponseStream<GenerateContentResponse> stream) {
    List<String> texts = new ArrayList<>();
    for (GenerateContentResponse chunk : stream) {
      texts.add(chunk.text());
    }
    return texts;
  }
}
