// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.testing.contract.Door;
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

    @Test
    void completion() {
      answer(
          """
          {"id": "c_1", "type": "completion", "completion": "Oslo", "stop_reason": "stop_sequence", "model": "claude-2.1"}
          """);

      CompletionCalls.create(client, REQUEST);

      verify();
    }

    @Test
    void stream() {
      answerStream(
          """
          {"id": "c_1", "type": "completion", "completion": "Os", "stop_reason": null, "model": "claude-2.1"}
          """,
          """
          {"id": "c_1", "type": "completion", "completion": "lo", "stop_reason": "stop_sequence", "model": "claude-2.1"}
          """);

      assertThat(CompletionCalls.countEvents(client, REQUEST)).isEqualTo(2);

      verify();
    }

    private static void verify() {
      assertThat(span())
          .isLlm()
          .hasName("completions.create")
          .hasAttribute("llm.model_name", "claude-2.1")
          .hasAttribute("llm.prompts.0.prompt.text", "Where?")
          .hasAttribute("llm.choices.0.completion.text", "Oslo")
          .hasAttribute("llm.finish_reason", "stop_sequence");
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
