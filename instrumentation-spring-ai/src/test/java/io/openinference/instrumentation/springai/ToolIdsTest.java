// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several calls of one tool in a turn, whose identifiers are repeated or missing. */
class ToolIdsTest extends AbstractSpringAITest {

  private static final String ARGUMENTS = "{\"city\":\"Oslo\"}";

  private List<SpanData> tools(boolean stream, String firstId, String secondId) {
    String[] calls = {
      Replies.call(firstId, "weather", ARGUMENTS), Replies.call(secondId, "weather", ARGUMENTS)
    };
    server.enqueue(stream ? Replies.streamedTools(calls) : Replies.tools(calls));
    server.enqueue(stream ? Replies.streamedText("It ", "is.") : Replies.text("It is."));
    if (stream) {
      client().prompt("How?").tools(new WeatherTools()).stream().content().collectList().block();
    } else {
      client().prompt("How?").tools(new WeatherTools()).call().content();
    }
    telemetry.awaitSpans(5);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              TOOL weather
              LLM gpt-5-mini
            """);
    return telemetry.trace().children(telemetry.trace().root()).subList(1, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeated(boolean stream) {
    List<SpanData> tools = tools(stream, "call_1", "call_1");

    assertThat(tools.get(0)).hasAttribute("tool.id", "call_1");
    assertThat(tools.get(1)).hasAttribute("tool.id", "call_1");
  }

  /** In a stream, a part without an identifier continues the call before. */
  @Test
  void missing() {
    List<SpanData> tools = tools(/* stream= */ false, "call_1", "");

    assertThat(tools.get(0)).hasAttribute("tool.id", "call_1");
    assertThat(tools.get(1))
        .doesNotHaveAttribute("tool.id")
        .hasAttribute("output.value", "\"sunny in Oslo\"");
  }
}
