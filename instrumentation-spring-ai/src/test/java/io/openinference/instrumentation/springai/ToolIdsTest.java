// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.tool.annotation.Tool;

/** Several calls of one tool in a turn, whose identifiers are repeated or missing. */
class ToolIdsTest extends AbstractSpringAITest {

  private static final String ARGUMENTS = "{\"city\":\"Oslo\"}";

  private static final AttributeKey<String> ID = AttributeKey.stringKey("tool.id");

  private final Counter counter = new Counter();

  /** Lets the model ask for tools of these identifiers, with equal arguments. */
  private void enqueueTools(boolean stream, String... ids) {
    String[] calls =
        Stream.of(ids).map(id -> Replies.call(id, "count", ARGUMENTS)).toArray(String[]::new);
    server.enqueue(stream ? Replies.streamedTools(calls) : Replies.tools(calls));
  }

  /** Asks, and returns the spans of the tools in the order of their start. */
  private List<SpanData> ask(boolean stream, String tree) {
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));
    if (stream) {
      client().prompt("How?").tools(counter).stream().content().collectList().block();
    } else {
      client().prompt("How?").tools(counter).call().content();
    }
    telemetry.awaitSpans((int) tree.lines().count());
    assertThat(telemetry.trace()).hasTree(tree);
    return telemetry.trace().children(telemetry.trace().root()).stream()
        .filter(span -> span.getName().equals("count"))
        .toList();
  }

  private List<SpanData> askForTools(boolean stream, String... ids) {
    enqueueTools(stream, ids);
    return ask(
        stream,
        "AGENT ChatClient\n  LLM gpt-5-mini\n"
            + "  TOOL count\n".repeat(ids.length)
            + "  LLM gpt-5-mini\n");
  }

  /** The first call of the tool returns 1, the second one 2, and so on. */
  private static void assertIds(List<SpanData> tools, @Nullable String... ids) {
    Assertions.assertThat(tools).hasSize(ids.length);
    for (int i = 0; i < ids.length; i++) {
      Assertions.assertThat(tools.get(i).getAttributes().get(ID)).isEqualTo(ids[i]);
      assertThat(tools.get(i))
          .hasAttribute("input.value", ARGUMENTS)
          .hasAttribute("output.value", String.valueOf(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofEqualCalls(boolean stream) {
    assertIds(askForTools(stream, "call_1", "call_2", "call_3"), "call_1", "call_2", "call_3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeated(boolean stream) {
    assertIds(askForTools(stream, "call_1", "call_1"), "call_1", "call_1");
  }

  /** Some servers number the calls of each answer anew. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeatedInTheNextTurn(boolean stream) {
    enqueueTools(stream, "call_1");
    enqueueTools(stream, "call_1", "call_2");

    assertIds(
        ask(
            stream,
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL count
              LLM gpt-5-mini
              TOOL count
              TOOL count
              LLM gpt-5-mini
            """),
        "call_1",
        "call_1",
        "call_2");
  }

  /** In a stream, a part without an identifier continues the call before. */
  @Test
  void missing() {
    assertIds(askForTools(/* stream= */ false, "call_1", "", "call_3"), "call_1", null, "call_3");
  }

  @Test
  void missingEverywhere() {
    assertIds(askForTools(/* stream= */ false, "", ""), null, null);
  }

  /** Tells the calls apart by what they return. */
  static final class Counter {

    private final AtomicInteger calls = new AtomicInteger();

    @Tool(description = "Counts its calls.")
    int count(String city) {
      return calls.incrementAndGet();
    }
  }
}
