// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.services.blocking.beta.MessageService;
import com.fasterxml.jackson.databind.JsonNode;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The model calls of a tool runner, in each release that has one. By reflection, because the oldest
 * release has none.
 */
class ToolLoopTest {

  private static final String CALL =
      """
      [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]
      """;

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
                  Scenario.ANSWER, "{\"stop_reason\": \"tool_use\", \"content\": " + CALL + "}")),
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
      List<SpanData> calls =
          telemetry.spans().stream()
              .filter(span -> span.getName().equals("beta.messages.create"))
              .toList();
      assertThat(calls).hasSize(2);
      call(0)
          .answer("{\"stop_reason\": \"tool_use\"}")
          .content(CALL)
          .out("c0.tool = toolu_1|track|{\"id\":\"P1\"}")
          .has("llm.finish_reason", "tool_use")
          .verify(calls.get(0), "beta.messages.create");
      answering().verify(calls.get(1), "beta.messages.create");
      assertThat(telemetry.spans()).hasSize(Release.makesSpans() ? 4 : 2);
    }

    private Scenario call(int request) {
      JsonNode sent = sent(request);
      Scenario scenario = Scenario.of("request " + request).onlyRequest(sent.toString());
      return sent.has("tools")
          ? scenario
              .has("llm.tools.0.tool.name", "track")
              .hasJson("llm.tools.0.tool.json_schema", sent.path("tools").path(0).toString())
          : scenario;
    }

    private JsonNode sent(int request) {
      return Json.tree(server.requests().get(request).bodyText());
    }

    /** Newer releases send the result alone, because the server keeps the conversation. */
    private Scenario answering() {
      int last = sent(1).path("messages").size() - 1;
      Scenario scenario = call(1);
      if (last > 0) {
        scenario.in("1.role = assistant\n1.c0.tool = toolu_1|track|{\"id\":\"P1\"}");
      }
      return scenario.in(
          """
          %1$d.role = tool
          %1$d.tool_call_id = toolu_1
          %1$d.content = %2$s
          """
              .formatted(last, result(sent(1).path("messages").path(last))));
    }

    /** Returns what the library makes of the tool's result. */
    private static String result(JsonNode message) {
      JsonNode content = message.at("/content/0/content");
      return content.isTextual() ? content.asText() : content.at("/0/text").asText();
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
