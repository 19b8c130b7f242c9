// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.services.blocking.beta.MessageService;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The model calls of a tool runner, in each release that has one. By reflection, because the oldest
 * release has none.
 */
class ToolLoopTest {

  /** A tool as releases before 3 have it. */
  public static final class Track implements Supplier<String> {

    /** The model fills in these arguments. */
    public String id;

    @Override
    public String get() {
      return "Oslo";
    }
  }

  abstract static class AbstractToolLoopTest extends AbstractAnthropicTest {

    @BeforeEach
    void assumeThatTheReleaseHasOne() {
      assumeTrue(
          has(MessageService.class, "toolRunner", MessageCreateParams.class)
              && has(MessageCreateParams.Builder.class, "addTool", Class.class),
          "the release has no tool runner");
    }

    private static boolean has(Class<?> type, String name, Class<?> parameter) {
      return Arrays.stream(type.getMethods())
          .anyMatch(
              method ->
                  method.getName().equals(name)
                      && Arrays.equals(method.getParameterTypes(), new Class<?>[] {parameter}));
    }

    @Test
    void modelCallsMakeSpans() throws ReflectiveOperationException {
      server.enqueue(
          StubResponse.json(
              Json.merge(
                  Scenario.ANSWER,
                  """
                  {"stop_reason": "tool_use",
                   "content": [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]}
                  """)),
          StubResponse.json(Scenario.ANSWER));
      MessageCreateParams.Builder params =
          MessageCreateParams.builder()
              .model("claude-sonnet-4-5")
              .maxTokens(100)
              .addUserMessage("Where is my parcel?");
      MessageCreateParams.Builder.class
          .getMethod("addTool", Class.class)
          .invoke(params, Track.class);
      Method toolRunner = MessageService.class.getMethod("toolRunner", MessageCreateParams.class);

      Iterable<?> runner =
          (Iterable<?>) toolRunner.invoke(client.beta().messages(), params.build());

      assertThat(runner).hasSize(2);
      assertThat(telemetry.spans())
          .filteredOn(span -> span.getName().equals("beta.messages.create"))
          .hasSize(2)
          .allSatisfy(span -> assertThat(span).isLlm());
      assertThat(telemetry.spans()).hasSize(Release.makesSpans() ? 4 : 2);
    }
  }

  @Nested
  class Wrapped extends AbstractToolLoopTest {}

  @Nested
  class Instrumented extends AbstractToolLoopTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractToolLoopTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
