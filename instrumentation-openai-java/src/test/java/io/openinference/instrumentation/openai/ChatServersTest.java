// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chat completions as servers other than OpenAI's send them. Each row of {@code chat-servers.json}
 * is one shape; it makes the same span whether it is streamed or not, and however it is read.
 */
class ChatServersTest extends AbstractOpenAITest {

  /** One row of the table. */
  record Shape(WireObject row) {

    /** Returns the chunks of the stream, none if the shape does not stream. */
    List<String> chunks() {
      List<String> chunks = new ArrayList<>();
      for (WireObject chunk : row.objects("chunks")) {
        chunks.add(WireJson.toJson(chunk.fields()));
      }
      for (WireObject delta : row.objects("deltas")) {
        chunks.add(WireJson.toJson(Map.of("choices", List.of(choice("delta", delta)))));
      }
      return chunks;
    }

    /** Returns the body of the response, or null if the shape only streams. */
    String response() {
      if (!row.object("message").isEmpty()) {
        return WireJson.toJson(
            Map.of("choices", List.of(choice("message", row.object("message")))));
      }
      return row.object("response").isEmpty()
          ? null
          : WireJson.toJson(row.object("response").fields());
    }

    /** Returns the message of the response, empty if the shape has none. */
    Map<?, ?> message() {
      return row.object("message").fields();
    }

    private static Map<String, Object> choice(String name, WireObject value) {
      Map<String, Object> choice = new LinkedHashMap<>();
      choice.put("index", 0);
      choice.put(name, value.fields());
      choice.put("finish_reason", null);
      return choice;
    }

    @Override
    public String toString() {
      return row.string("kind") + ": " + row.string("server") + ", " + row.string("what");
    }
  }

  private static List<Shape> shapes() throws IOException {
    try (InputStream file = ChatServersTest.class.getResourceAsStream("/chat-servers.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return WireObject.of(WireJson.parse("{\"rows\":" + json + "}")).objects("rows").stream()
          .map(Shape::new)
          .toList();
    }
  }

  static List<Shape> answers() throws IOException {
    return shapes().stream().filter(shape -> shape.response() != null).toList();
  }

  static List<Shape> streams() throws IOException {
    return shapes().stream().filter(shape -> !shape.chunks().isEmpty()).toList();
  }

  static List<Shape> messages() throws IOException {
    return shapes().stream().filter(shape -> !shape.message().isEmpty()).toList();
  }

  private static ChatCompletionCreateParams.Builder request() {
    return ChatCompletionCreateParams.builder().model("m").addUserMessage("Hi");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer(Shape shape) {
    answer(StubResponse.json(shape.response()));

    wrapped.chat().completions().create(request().build());

    verify(shape, "llm.output_messages.0.");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void stream(Shape shape) {
    List<String> chunks = shape.chunks();
    answer(StubResponse.sse(chunks.toArray(new String[0])));

    try (StreamResponse<ChatCompletionChunk> stream =
        wrapped.chat().completions().createStreaming(request().build())) {
      stream.stream().forEach(chunk -> {});
    } catch (OpenAIException e) {
      // The library throws what a server sends as an error.
      assertThat(shape.row().text("failure")).isNotNull();
      if (shape.row().get("unread") != null && !tells(e, shape.row().string("failure"))) {
        // Older releases do not tell what an error says that is a text.
        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        return;
      }
    }

    verify(shape, "llm.output_messages.0.");
  }

  private static boolean tells(OpenAIException failure, String message) {
    return failure instanceof OpenAIServiceException error
        && error.body().toString().contains(message);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void bodyThatTheApplicationReads(Shape shape) {
    List<String> chunks = shape.chunks();
    answer(StubResponse.sse(chunks.toArray(new String[0])));

    try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
        wrapped.withRawResponse().chat().completions().createStreaming(request().build())) {
      response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    verify(shape, "llm.output_messages.0.");
  }

  @ParameterizedTest
  @MethodSource("messages")
  @SuppressWarnings("unchecked") // JSON has any type, which Kotlin alone can say.
  void history(Shape shape) {
    Map<?, ?> message = shape.message();
    answer(StubResponse.json("{\"choices\":[]}"));

    wrapped
        .chat()
        .completions()
        .create(
            request()
                .messages(JsonValue.from(List.of(Map.of("role", "user", "content", "Hi"), message)))
                .build());

    verifyMessage(shape, "llm.input_messages.1.");
    // The usage or the failure of an earlier answer is none of this call.
    assertThat(attributes(span()).keySet())
        .noneMatch(key -> key.startsWith("llm.token_count.") || key.startsWith("llm.cost."));
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
  }

  private static void verify(Shape shape, String prefix) {
    verifyMessage(shape, prefix);
    Map<String, Object> attributes = attributes(span());
    shape
        .row()
        .object("span")
        .fields()
        .forEach(
            (key, value) ->
                assertThat(attributes.get(String.valueOf(key)))
                    .as("%s", key)
                    .hasToString(value.toString()));
    String output = String.valueOf(attributes.get("output.value"));
    for (Object text : shape.row().list("output")) {
      assertThat(output).contains(text.toString());
    }
    for (Object text : shape.row().list("outputOnce")) {
      assertThat(output).containsOnlyOnce(text.toString());
    }
    String failure = shape.row().text("failure");
    assertThat(span().getStatus().getStatusCode())
        .isEqualTo(failure == null ? StatusCode.OK : StatusCode.ERROR);
    if (failure != null) {
      assertThat(span().getStatus().getDescription()).contains(failure);
    }
  }

  private static void verifyMessage(Shape shape, String prefix) {
    Map<String, Object> expected = new TreeMap<>();
    shape
        .row()
        .object("expected")
        .fields()
        .forEach((key, value) -> expected.put(String.valueOf(key), value));
    Map<String, Object> actual = new TreeMap<>();
    attributes(span())
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix) && !key.endsWith("message.role")) {
                actual.put(key.substring(prefix.length()), value);
              }
            });
    assertThat(actual).isEqualTo(expected);
  }

  private static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }
}
