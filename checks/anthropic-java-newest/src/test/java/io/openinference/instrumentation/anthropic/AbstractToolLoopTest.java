// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A loop of a tool, whose model calls the server answers in turn. */
abstract class AbstractToolLoopTest extends AbstractAnthropicTest {

  static final String ASKS =
      Json.merge(
          Scenario.ANSWER,
          """
          {"stop_reason": "tool_use",
           "content": [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]}
          """);

  static ToolRunnerCreateParams params(Function<String, String> tool) {
    return ToolRunnerCreateParams.builder()
        .initialMessageParams(
            MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(100)
                .addUserMessage("Where is my parcel?")
                .addTool(tool("track", tool))
                .addTool(tool("weather", input -> "Rain"))
                .build())
        .build();
  }

  static BetaRunnableTool tool(String name, Function<String, String> code) {
    return BetaRunnableTool.of(
        BetaTool.builder()
            .name(name)
            .description("About " + name)
            .inputSchema(BetaTool.InputSchema.builder().build())
            .build(),
        input -> BetaToolResultBlockParam.Content.ofString(code.apply(input)));
  }

  /** A model call whose request the server has got. */
  Scenario sent(int request) {
    return Scenario.of("request " + request)
        .onlyRequest(Json.without(server.requests().get(request).bodyText(), "stream"));
  }

  /** The first model call of a loop. */
  Scenario asking() {
    Scenario scenario =
        sent(0)
            .answer("{\"stop_reason\": \"tool_use\"}")
            .content(
                """
                [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]
                """)
            .out("c0.tool = toolu_1|track|{\"id\":\"P1\"}")
            .has("llm.finish_reason", "tool_use");
    for (int i = 0; i < 2; i++) {
      String name = i == 0 ? "track" : "weather";
      String key = "llm.tools." + i + ".tool.";
      scenario
          .has(key + "name", name)
          .has(key + "description", "About " + name)
          .hasJson(
              key + "json_schema",
              """
              {"name": "%1$s", "description": "About %1$s", "input_schema": {"type": "object"}}
              """
                  .formatted(name));
    }
    return scenario.inScopes();
  }

  /** The second model call of a loop. The library sends results alone, the server has the rest. */
  Scenario answering(String... results) {
    Scenario scenario = sent(1).in("0.role = tool").inScopes();
    for (int i = 0; i < results.length; i++) {
      scenario.in(
          """
          %1$d.role = tool
          %1$d.tool_call_id = toolu_%2$d
          %1$d.content = %3$s
          """
              .formatted(i, i + 1, results[i]));
    }
    return scenario;
  }

  static List<SpanData> spans(String name) {
    return telemetry.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  static Map<String, Object> withScopes(Object... attributes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("session.id", "s-1");
    all.put("user.id", "u-1");
    all.put("tag.tags", List.of("t-1"));
    for (int i = 0; i < attributes.length; i += 2) {
      all.put((String) attributes[i], attributes[i + 1]);
    }
    return all;
  }

  static Object[] text(String output) {
    return new Object[] {"output.value", output, "output.mime_type", "text/plain"};
  }

  static Map<String, Object> toolAttributes(String name, String id, String input, Object[] others) {
    Map<String, Object> all = withScopes(others);
    all.put("openinference.span.kind", "TOOL");
    all.put("tool.name", name);
    all.put("tool.description", "About " + name);
    all.put("tool.id", id);
    all.put("tool.parameters", input);
    all.put("input.value", input);
    all.put("input.mime_type", "application/json");
    return all;
  }

  void answerInTurn() {
    server.enqueue(StubResponse.json(ASKS), StubResponse.json(Scenario.ANSWER));
  }

  void verifyTurns(String name) {
    asking().verify(spans(name).get(0), name);
    answering("Oslo").verify(spans(name).get(1), name);
    assertThat(tool())
        .hasExactlyAttributes(toolAttributes("track", "toolu_1", "{\"id\":\"P1\"}", text("Oslo")))
        .hasStatus(StatusCode.OK)
        .hasNoEvents();
    assertThat(spans("beta.messages.tool_runner").get(0))
        .hasExactlyAttributes(withScopes("openinference.span.kind", "AGENT"))
        .hasStatus(StatusCode.OK);
  }

  static SpanData tool() {
    return telemetry.spans().stream()
        .filter(span -> span.getName().equals("track"))
        .findFirst()
        .orElseThrow();
  }
}
