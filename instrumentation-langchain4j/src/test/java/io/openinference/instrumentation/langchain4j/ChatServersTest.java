// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of openai-java's module, through LangChain4j's models of OpenAI's API. LangChain4j
 * fails at some rows. The span of such a call is an error.
 */
class ChatServersTest extends RunDoorTest {

  /** One row of the table. */
  record Shape(WireObject row) {

    @Override
    public String toString() {
      return row.string("kind") + ": " + row.string("server") + ", " + row.string("what");
    }

    /** Returns the body of an answer, or null if the row only streams. */
    String answer() {
      WireObject response = row.object("response");
      WireObject message = row.object("message");
      return message.isEmpty()
          ? response.isEmpty() ? null : WireJson.toJson(response.fields())
          : choice("message", message);
    }

    /** Returns the chunks of a stream, none if the row does not stream. */
    List<String> chunks() {
      List<String> chunks = new ArrayList<>();
      row.objects("chunks").forEach(chunk -> chunks.add(WireJson.toJson(chunk.fields())));
      row.objects("deltas").forEach(delta -> chunks.add(choice("delta", delta)));
      if (!chunks.isEmpty()) {
        chunks.add("[DONE]");
      }
      return chunks;
    }

    private static String choice(String name, WireObject value) {
      Map<String, Object> choice = Map.of("index", 0, name, value.fields());
      return WireJson.toJson(Map.of("choices", List.of(choice)));
    }
  }

  private static List<Shape> shapes() throws IOException {
    return ServerTable.rows("/chat-servers.json").stream().map(Shape::new).toList();
  }

  static List<Shape> answers() throws IOException {
    return shapes().stream().filter(shape -> shape.answer() != null).toList();
  }

  static List<Shape> streams() throws IOException {
    return shapes().stream().filter(shape -> !shape.chunks().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer(Shape shape) {
    server.enqueue(StubResponse.json(shape.answer()));
    var model =
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("m")
            .maxRetries(0)
            .returnThinking(true)
            .build();
    boolean isRead = true;
    try {
      TracedParts.traced(door, model, instrumentor).chat(UserMessage.from("Hi"));
    } catch (RuntimeException e) {
      isRead = false;
    }

    verify(shape, isRead);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void stream(Shape shape) throws Exception {
    server.enqueue(StubResponse.sse(shape.chunks().toArray(String[]::new)));
    var model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("m")
            .returnThinking(true)
            .build();
    StreamedAnswer answer = new StreamedAnswer();
    TracedParts.traced(door, model, instrumentor).chat(List.of(UserMessage.from("Hi")), answer);

    verify(shape, answer.handle((read, error) -> error == null).get(20, TimeUnit.SECONDS));
  }

  private static void verify(Shape shape, boolean isRead) {
    telemetry.awaitSpans(1);
    SpanData span = telemetry.spans().get(0);
    if (!isRead) {
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      return;
    }
    Map<String, Object> message = attributes("llm.output_messages.0.");
    message.keySet().removeIf(key -> key.endsWith("message.role"));
    assertThat(message).isEqualTo(new TreeMap<>(shape.row().object("expected").fields()));
    ServerTable.verify(shape.row(), span);
  }
}
