// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.testing.StubResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Answers of servers, written with apostrophes in place of quotes. */
final class StubAnswers {

  /** A chat completion. */
  static StubResponse chat(String model, String message, String finishReason, String usage) {
    return StubResponse.json(
        json(
            "{'id': 'c1', 'object': 'chat.completion', 'created': 1, 'model': '"
                + model
                + "', 'choices': [{'index': 0, 'message': "
                + message
                + ", 'finish_reason': '"
                + finishReason
                + "'}], 'usage': "
                + usage
                + "}"));
  }

  /** The chunks of a chat completion that stops. */
  static StubResponse chunks(String model, String usage, String... deltas) {
    return chunks(model, usage, "stop", Arrays.asList(deltas));
  }

  static StubResponse chunks(String model, String usage, String finishReason, List<String> deltas) {
    Stream<String> pieces =
        deltas.stream().map(delta -> chunk(model, "{'index': 0, 'delta': " + delta + "}"));
    String end = chunk(model, "{'index': 0, 'delta': {}, 'finish_reason': '" + finishReason + "'}");
    String last =
        json(
            "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': '"
                + model
                + "', 'choices': [], 'usage': "
                + usage
                + "}");
    return StubResponse.sse(
        Stream.concat(pieces, Stream.of(end, last, "[DONE]")).toArray(String[]::new));
  }

  /** One chunk of a chat completion. */
  static String chunk(String model, String choice) {
    return json(
        "{'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': '"
            + model
            + "', 'choices': ["
            + choice
            + "]}");
  }

  /** Events that have their type as a name. */
  static StubResponse events(String... data) {
    StringBuilder body = new StringBuilder();
    for (String event : data) {
      String type = event.substring("{'type': '".length(), event.indexOf('\'', 10));
      body.append("event: ").append(type).append("\ndata: ").append(json(event)).append("\n\n");
    }
    return StubResponse.of(
        200, "text/event-stream", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** JSON without its apostrophes and lines. */
  static String json(String withApostrophes) {
    return withApostrophes.replace('\'', '"').replace("\n", "");
  }

  private StubAnswers() {}
}
