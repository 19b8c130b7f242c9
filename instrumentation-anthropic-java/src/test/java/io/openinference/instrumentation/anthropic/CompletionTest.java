// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Text completions, which releases before 3 have. */
class CompletionTest {

  private static final String REQUEST =
      """
      {"model": "claude-2.1", "max_tokens_to_sample": 10, "prompt": "Where?"}
      """;

  abstract static class AbstractCompletionTest extends AbstractAnthropicTest {

    @BeforeEach
    void assumeThatTheReleaseHasThem() {
      assumeTrue(Release.hasCompletions(), "release 3 has no text completions");
    }

    private static final String ANSWER =
        """
        {"id": "c_1", "type": "completion", "completion": "Oslo", "stop_reason": "stop_sequence",
         "stop": "END", "model": "claude-2.1"}
        """;
    private static final String[] EVENTS = {
      """
      {"id": "c_1", "type": "completion", "completion": "", "stop_reason": null, "stop": null, "model": "claude-2.1"}
      """,
      """
      {"id": "c_1", "type": "completion", "completion": "Os", "stop_reason": null, "stop": null, "model": "claude-2.1"}
      """,
      """
      {"id": "c_1", "type": "completion", "completion": "lo", "stop_reason": "stop_sequence", "stop": "END", "model": "claude-2.1"}
      """
    };
    private static final String PING = "{\"type\": \"ping\"}";
    private static final String ERROR =
        """
        {"type": "error", "error": {"type": "overloaded_error", "message": "Busy"}}
        """;

    @Test
    void completion() {
      answer(ANSWER);

      inScopes(() -> CompletionCalls.create(client, REQUEST));

      verify(REQUEST, ANSWER);
      assertThat(span()).hasStatus(StatusCode.OK).hasNoEvents();
    }

    @Test
    void asyncCompletion() {
      answer(ANSWER);

      inScopes(() -> CompletionCalls.createAsync(client.async(), REQUEST)).join();

      verify(REQUEST, ANSWER);
      assertThat(span()).hasStatus(StatusCode.OK).hasNoEvents();
    }

    @Test
    void stream() {
      answerStream(EVENTS);

      assertThat(inScopes(() -> CompletionCalls.countEvents(client, REQUEST))).isEqualTo(3);

      verifyStream();
    }

    @Test
    void asyncStream() {
      answerStream(EVENTS);

      inScopes(
          () -> {
            CompletionCalls.readAsync(client.async(), REQUEST);
            return null;
          });

      verifyStream();
    }

    @Test
    void rawStreamWithPing() {
      answerStream(EVENTS[0], PING, EVENTS[1], EVENTS[2], PING);

      inScopes(() -> CompletionCalls.readBytes(client, REQUEST));

      verifyStream();
    }

    @Test
    void errorAmongRawBytes() {
      answerStream(EVENTS[0], EVENTS[1], PING, ERROR);

      inScopes(() -> CompletionCalls.readBytes(client, REQUEST));

      assertThat(span()).hasStatus(StatusCode.ERROR).hasStatusDescription("overloaded_error: Busy");
      assertThat(span())
          .hasAttribute("llm.choices.0.completion.text", "Os")
          .doesNotHaveAttribute("llm.finish_reason")
          .hasJsonAttribute(
              "output.value",
              """
              {"id": "c_1", "type": "completion", "completion": "Os", "model": "claude-2.1",
               "error": {"type": "overloaded_error", "message": "Busy"}}
              """);
    }

    private static void verifyStream() {
      verify(Json.merge(REQUEST, "{\"stream\": true}"), ANSWER);
      assertThat(telemetry.awaitSpans(1).get(0))
          .hasStatus(StatusCode.OK)
          .hasEvent("First Token Stream Event");
    }

    private static void verify(String request, String answer) {
      assertThat(telemetry.awaitSpans(1)).hasSize(1);
      assertThat(span())
          .hasName("completions.create")
          .hasJsonAttribute("input.value", request)
          .hasJsonAttribute("output.value", answer)
          .hasJsonAttribute("llm.invocation_parameters", Json.without(request, "prompt"))
          .hasExactlyAttributesExcept(
              Map.ofEntries(
                  Map.entry("openinference.span.kind", "LLM"),
                  Map.entry("llm.system", "anthropic"),
                  Map.entry("llm.provider", "anthropic"),
                  Map.entry("llm.model_name", "claude-2.1"),
                  Map.entry("llm.prompts.0.prompt.text", "Where?"),
                  Map.entry("llm.choices.0.completion.text", "Oslo"),
                  Map.entry("llm.finish_reason", "stop_sequence"),
                  Map.entry("input.mime_type", "application/json"),
                  Map.entry("output.mime_type", "application/json"),
                  Map.entry("session.id", "s-1"),
                  Map.entry("user.id", "u-1"),
                  Map.entry("tag.tags", List.of("t-1"))),
              "input.value",
              "output.value",
              "llm.invocation_parameters");
    }
  }

  @Nested
  class Wrapped extends AbstractCompletionTest {}

  @Nested
  class Instrumented extends AbstractCompletionTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractCompletionTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
