// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.testing.StubResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of openai-java's module, through LangChain4j's model of OpenAI's Responses API. The
 * items of a response become one message.
 */
class ResponseServersTest extends RunDoorTest {

  private static final String COMPLETED = "response.completed";
  private static final Map<String, String> END =
      Map.of(
          "type", "function_call",
          "id", "end",
          "call_id", "end",
          "name", "end",
          "arguments", "{}");

  /** One row of the table. */
  record Shape(WireObject row) {

    @Override
    public String toString() {
      return row.string("server") + ", " + row.string("what");
    }

    /** Tells whether the last event has the items of the response. */
    boolean isWhole() {
      List<WireObject> events = row.objects("events");
      return !events.isEmpty()
          && !events.get(events.size() - 1).object("response").list("output").isEmpty();
    }

    /**
     * Returns the events of the row, or that of its item. LangChain4j does not tell the end of a
     * stream that ends with no items and had no calls, so that such a stream gets one more call.
     */
    String[] events() {
      List<WireObject> events = new ArrayList<>(row.objects("events"));
      WireObject item = row.object("item");
      if (!item.isEmpty()) {
        events.add(done(0, item.fields()));
      }
      if (!isWhole()) {
        int end = events.size();
        while (end > 0 && COMPLETED.equals(events.get(end - 1).string("type"))) {
          end--;
        }
        events.add(end, done(9, END));
        if (end == events.size() - 1) {
          events.add(WireObject.of(Map.of("type", COMPLETED, "response", Map.of("id", "r"))));
        }
      }
      return events.stream().map(event -> WireJson.toJson(event.fields())).toArray(String[]::new);
    }

    private static WireObject done(int index, Map<?, ?> item) {
      return WireObject.of(
          Map.of("type", "response.output_item.done", "output_index", index, "item", item));
    }
  }

  static List<Shape> shapes() throws IOException {
    return ServerTable.rows("/response-servers.json").stream()
        // LangChain4j's model only streams.
        .filter(row -> row.object("response").isEmpty())
        .map(Shape::new)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void stream(Shape shape) throws Exception {
    server.enqueue(StubResponse.sse(shape.events()));
    var model =
        OpenAiResponsesStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("m")
            .build();
    StreamedAnswer answer = new StreamedAnswer();
    TracedParts.traced(door, model, instrumentor).chat(List.of(UserMessage.from("Hi")), answer);
    // The answer fails at some rows.
    answer.handle((read, error) -> error == null).get(20, TimeUnit.SECONDS);
    telemetry.awaitSpans(1);

    verify(shape);
  }

  private static void verify(Shape shape) {
    Map<String, Object> expected = new TreeMap<>();
    String item = shape.row().object("item").isEmpty() ? "" : "0.";
    shape
        .row()
        .object("expected")
        .fields()
        .forEach((key, value) -> expected.put(item + key, value));
    if (!shape.isWhole()) {
      String call = "9.message.tool_calls.0.tool_call.";
      expected.put(call + "id", "end");
      expected.put(call + "function.name", "end");
      expected.put(call + "function.arguments", "{}");
    }
    Map<String, Object> message = attributes("llm.output_messages.");
    message.keySet().removeIf(key -> !key.startsWith("0."));
    assertThat(Content.of(message)).isEqualTo(Content.of(expected));
    ServerTable.verify(shape.row(), telemetry.spans().get(0));
  }

  /** The content of messages, in one message for each item or in one for all. */
  private record Content(String text, List<Map<String, Object>> reasoning, List<Object> calls) {

    static Content of(Map<String, Object> attributes) {
      StringBuilder text = new StringBuilder();
      List<Map<String, Object>> reasoning = new ArrayList<>();
      List<Object> calls = new ArrayList<>();
      for (String place : places(attributes)) {
        Map<String, Object> fields = below(place, attributes);
        if (place.contains("tool_calls")) {
          calls.add(fields);
        } else if ("reasoning".equals(fields.get("type"))) {
          reasoning.add(fields);
        } else {
          text.append(fields.getOrDefault("text", fields.getOrDefault("content", "")));
        }
      }
      return new Content(text.toString(), reasoning, calls);
    }

    /** Returns the beginnings of the keys of all parts, calls and texts in their order. */
    private static Set<String> places(Map<String, Object> attributes) {
      Set<String> places = new TreeSet<>();
      for (String key : attributes.keySet()) {
        int end = key.lastIndexOf("message.");
        String part =
            key.replaceFirst(
                "(contents\\.\\d+\\.message_content|tool_calls\\.\\d+\\.tool_call)\\..*", "$1.");
        places.add(part.equals(key) ? key.substring(0, Math.max(end, 0)) + "message." : part);
      }
      return places;
    }

    private static Map<String, Object> below(String place, Map<String, Object> attributes) {
      Map<String, Object> fields = new TreeMap<>();
      attributes.forEach(
          (key, value) -> {
            if (key.startsWith(place)) {
              fields.put(key.substring(place.length()), value);
            }
          });
      return fields;
    }
  }
}
