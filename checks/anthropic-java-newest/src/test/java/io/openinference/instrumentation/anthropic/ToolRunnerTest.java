// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.BetaMessageThread;
import com.anthropic.helpers.BetaRefusalFallbackInterceptor;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ThreadCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import com.anthropic.models.messages.Model;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Loops of tools and threads, which newer releases have, through each door. */
class ToolRunnerTest {

  private static final String ASKS =
      Json.merge(
          Scenario.ANSWER,
          """
          {"stop_reason": "tool_use",
           "content": [{"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "P1"}}]}
          """);

  abstract static class AbstractToolRunnerTest extends AbstractAnthropicTest {

    private static ToolRunnerCreateParams params(Function<String, String> tool) {
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

    private static BetaRunnableTool tool(String name, Function<String, String> code) {
      return BetaRunnableTool.of(
          BetaTool.builder()
              .name(name)
              .description("About " + name)
              .inputSchema(BetaTool.InputSchema.builder().build())
              .build(),
          input -> BetaToolResultBlockParam.Content.ofString(code.apply(input)));
    }

    /** A model call whose request the server has got. */
    private Scenario sent(int request) {
      return Scenario.of("request " + request)
          .onlyRequest(Json.without(server.requests().get(request).bodyText(), "stream"));
    }

    /** The first model call of a loop. */
    private Scenario asking() {
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

    /**
     * The second model call of a loop. The library sends results alone, the server has the rest.
     */
    private Scenario answering(String... results) {
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

    private static List<SpanData> spans(String name) {
      return telemetry.spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static Map<String, Object> withScopes(Object... attributes) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("session.id", "s-1");
      all.put("user.id", "u-1");
      all.put("tag.tags", List.of("t-1"));
      for (int i = 0; i < attributes.length; i += 2) {
        all.put((String) attributes[i], attributes[i + 1]);
      }
      return all;
    }

    private static Object[] text(String output) {
      return new Object[] {"output.value", output, "output.mime_type", "text/plain"};
    }

    private static Map<String, Object> toolAttributes(
        String name, String id, String input, Object[] others) {
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

    private void answerInTurn() {
      server.enqueue(StubResponse.json(ASKS), StubResponse.json(Scenario.ANSWER));
    }

    private List<BetaMessage> run(ToolRunnerCreateParams params) {
      return inScopes(
          () -> {
            List<BetaMessage> turns = new ArrayList<>();
            client.beta().messages().toolRunner(params).forEach(turns::add);
            return turns;
          });
    }

    @Test
    void loop() {
      answerInTurn();

      List<BetaMessage> turns = run(params(input -> "Oslo"));

      assertThat(turns.stream().map(Json::ofModel).map(Json::tree))
          .containsExactly(Json.tree(ASKS), Json.tree(Scenario.ANSWER));
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT beta.messages.tool_runner
                LLM beta.messages.create
                TOOL track
                LLM beta.messages.create
              """);
      verifyTurns("beta.messages.create");
    }

    private void verifyTurns(String name) {
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

    @Test
    void streamingLoop() {
      server.enqueue(stream(Events.of(ASKS)), stream(Events.of(Scenario.ANSWER)));

      inScopes(
          () -> {
            for (StreamResponse<BetaRawMessageStreamEvent> response :
                client.beta().messages().toolRunner(params(input -> "Oslo")).streaming()) {
              response.stream().forEach(event -> {});
              response.close();
            }
            return null;
          });

      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT beta.messages.tool_runner
                LLM beta.messages.stream
                TOOL track
                LLM beta.messages.stream
              """);
      verifyTurns("beta.messages.stream");
    }

    @Test
    void toolThatThrows() {
      answerInTurn();

      run(
          params(
              input -> {
                throw new IllegalStateException("no such parcel");
              }));

      assertThat(tool())
          .hasExactlyAttributes(
              toolAttributes("track", "toolu_1", "{\"id\":\"P1\"}", text("Error: no such parcel")))
          .hasStatus(StatusCode.ERROR)
          .hasStatusDescription("")
          .hasNoEvents();
      assertThat(telemetry.spans()).hasSize(4);
      answering("Error: no such parcel")
          .verify(spans("beta.messages.create").get(1), "beta.messages.create");
    }

    @Test
    void parallelToolsOfWhichOneThrowsAndOneIsUnknown() {
      server.enqueue(
          StubResponse.json(
              Json.merge(
                  ASKS,
                  """
                  {"content": [
                    {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": 0}},
                    {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {}},
                    {"type": "tool_use", "id": "toolu_3", "name": "weather", "input": {"place": "Oslo"}},
                    {"type": "tool_use", "id": "toolu_4", "name": "hologram", "input": {}}]}
                  """)),
          StubResponse.json(Scenario.ANSWER));

      run(
          params(
              input -> {
                throw new IllegalStateException("no such parcel");
              }));

      assertThat(tool())
          .hasExactlyAttributes(
              toolAttributes("track", "toolu_1", "{\"id\":0}", text("Error: no such parcel")))
          .hasStatus(StatusCode.ERROR);
      assertThat(spans("weather").get(0))
          .hasExactlyAttributes(toolAttributes("weather", "toolu_2", "{}", text("Rain")))
          .hasStatus(StatusCode.OK);
      assertThat(spans("weather").get(1))
          .hasExactlyAttributes(
              toolAttributes("weather", "toolu_3", "{\"place\":\"Oslo\"}", text("Rain")))
          .hasStatus(StatusCode.OK);
      assertThat(spans("hologram")).isEmpty();
      answering("Error: no such parcel", "Rain", "Rain", "Error: Tool 'hologram' not found")
          .verify(spans("beta.messages.create").get(1), "beta.messages.create");
    }

    @Test
    void errorOfAToolEndsTheLoop() {
      answerInTurn();
      Error error = new AssertionError("of the application");

      Throwable failure =
          catchThrowable(
              () ->
                  run(
                      params(
                          input -> {
                            throw error;
                          })));

      assertThat(failure).isSameAs(error);
      assertThat(tool())
          .hasExactlyAttributes(
              toolAttributes("track", "toolu_1", "{\"id\":\"P1\"}", new Object[0]))
          .hasStatus(StatusCode.ERROR);
      assertThat(telemetry.spans()).hasSize(3);
      asking().verify(spans("beta.messages.create").get(0), "beta.messages.create");
      assertThat(spans("beta.messages.tool_runner").get(0))
          .hasExactlyAttributes(withScopes("openinference.span.kind", "AGENT"))
          .hasStatus(StatusCode.ERROR);
    }

    @Test
    void failureOfTheModelEndsTheLoop() {
      server.enqueue(StubResponse.json(ASKS), StubResponse.json(401, "{}"));

      Throwable failure = catchThrowable(() -> run(params(input -> "Oslo")));

      assertThat(failure).isInstanceOf(UnauthorizedException.class);
      assertThat(telemetry.spans()).hasSize(4);
      answering("Oslo")
          .noAnswer()
          .inScopes()
          .fails(failure)
          .verify(spans("beta.messages.create").get(1), "beta.messages.create");
      assertThat(spans("beta.messages.tool_runner").get(0))
          .hasExactlyAttributes(withScopes("openinference.span.kind", "AGENT"))
          .hasStatus(StatusCode.ERROR);
    }

    @Test
    void loopThatIsCutOff() {
      server.handler(request -> StubResponse.json(ASKS));
      ToolRunnerCreateParams params = params(input -> "Oslo").toBuilder().maxIterations(2).build();

      for (BetaMessage ignored : client.beta().messages().toolRunner(params)) {}

      assertThat(telemetry.spans().stream().filter(span -> span.getName().endsWith("create")))
          .hasSize(2);
    }

    @Test
    void codeOfTheToolSeesItsSpan() {
      answerInTurn();
      ToolRunnerCreateParams params =
          params(
              input -> {
                OpenInferenceSpan.current()
                    .setAttribute(io.opentelemetry.api.common.AttributeKey.stringKey("own"), "yes");
                return "Oslo";
              });

      for (BetaMessage ignored : client.beta().messages().toolRunner(params)) {}

      assertThat(tool()).hasAttribute("own", "yes");
    }

    private static ThreadCreateParams threadParams() {
      return ThreadCreateParams.builder().model("claude-sonnet-4-5").maxTokens(100).build();
    }

    @Test
    void thread() {
      answer(Scenario.ANSWER);
      BetaMessageThread thread = client.beta().messages().thread(threadParams());

      thread.send("Where is my parcel?");
      thread.send("Sure?");

      assertThat(telemetry.spans()).hasSize(2);
      sent(0).verify(telemetry.spans().get(0), "beta.messages.create");
      sent(1)
          .in(
              """
              0.role = user
              0.content = Sure?
              """)
          .verify(telemetry.spans().get(1), "beta.messages.create");
    }

    @Test
    void streamOfAThread() {
      answerStream(Events.of(Scenario.ANSWER));

      try (StreamResponse<?> stream =
          client.beta().messages().thread(threadParams()).sendStreaming("Where is my parcel?")) {
        stream.stream().forEach(event -> {});
      }

      sent(0).verify(span(), "beta.messages.stream");
    }

    @Test
    void asyncThread() {
      answer(Scenario.ANSWER);

      client.async().beta().messages().thread(threadParams()).send("Where is my parcel?").join();

      sent(0).verify(telemetry.awaitSpans(1).get(0), "beta.messages.create");
    }

    @Test
    void loopThatAThreadMakes() {
      answerInTurn();
      BetaMessageThread thread =
          client
              .beta()
              .messages()
              .thread(
                  threadParams().toBuilder()
                      .addUserMessage("Where is my parcel?")
                      .addTool(tool("track", input -> "Oslo"))
                      .addTool(tool("weather", input -> "Rain"))
                      .build());

      inScopes(
          () -> {
            thread.toolRunner().forEach(answer -> {});
            return null;
          });

      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT beta.messages.tool_runner
                LLM beta.messages.create
                TOOL track
                LLM beta.messages.create
              """);
      verifyTurns("beta.messages.create");
    }

    @Test
    void suppressedLoopMakesNoSpans() {
      answerInTurn();

      try (Scope ignored = OpenInference.suppressTracing()) {
        run(params(input -> "Oslo"));
      }

      assertThat(server.requests()).hasSize(2);
      assertThat(telemetry.spans()).isEmpty();
    }

    /** A client whose library asks another model after a refusal. */
    private AnthropicClient falling() {
      return traced(
          untraced.withOptions(
              options ->
                  options.addInterceptor(
                      BetaRefusalFallbackInterceptor.builder()
                          .addFallback(Model.of("claude-haiku-4-5"))
                          .build())));
    }

    @Test
    void fallbackOfTheLibraryInAStream() {
      String refused =
          Json.merge(
              Scenario.ANSWER,
              """
              {"stop_reason": "refusal", "content": [],
               "stop_details": {"type": "refusal", "category": "cyber", "explanation": "No.",
                                "fallback_credit_token": "t"}}
              """);
      server.enqueue(
          stream(Events.of(refused)),
          stream(
              Events.of(
                  Json.merge(
                      Scenario.ANSWER,
                      """
                      {"model": "claude-haiku-4-5", "usage": {"input_tokens": 12, "output_tokens": 6}}
                      """))));

      try (StreamResponse<BetaRawMessageStreamEvent> stream =
          falling().beta().messages().createStreaming(Params.beta(Scenario.REQUEST))) {
        stream.stream().forEach(event -> {});
      }

      assertThat(server.requests()).hasSize(2);
      String usage =
          """
          {"input_tokens": 12, "output_tokens": 6, "iterations": [
            {"type": "message", "model": "claude-sonnet-4-5", "input_tokens": 10, "output_tokens": 5,
             "cache_creation": null, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0},
            {"type": "fallback_message", "model": "claude-haiku-4-5", "input_tokens": 12, "output_tokens": 6,
             "cache_creation": null, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}]}
          """;
      fallback()
          .answer("{\"usage\": " + usage + "}")
          .tokens(12, 6)
          .hasJson(
              "metadata", "{\"usage_iterations\": " + Json.tree(usage).path("iterations") + "}")
          .verify(span(), "beta.messages.stream");
    }

    private static Scenario fallback() {
      return Scenario.of("fallback")
          .answer("{\"model\": \"claude-haiku-4-5\"}")
          .content(
              """
              [{"type": "fallback", "from": {"model": "claude-sonnet-4-5"}, "to": {"model": "claude-haiku-4-5"},
                "trigger": {"category": "cyber", "type": "refusal"}},
               {"type": "text", "text": "In Oslo."}]
              """)
          .out(
              """
              c0.type = fallback
              c0.text = claude-sonnet-4-5 -> claude-haiku-4-5 (refusal: cyber)
              c1.type = text
              c1.text = In Oslo.
              """)
          .has("llm.model_name", "claude-haiku-4-5")
          .has("llm.request.model_name", "claude-sonnet-4-5")
          .has("llm.response.model_name", "claude-haiku-4-5");
    }

    @Test
    void fallbackOfTheLibraryAfterARefusal() {
      server.enqueue(
          StubResponse.json(
              Json.merge(
                  Scenario.ANSWER,
                  """
                  {"stop_reason": "refusal", "content": [],
                   "stop_details": {"type": "refusal", "category": "cyber", "explanation": "No."}}
                  """)),
          StubResponse.json(Json.merge(Scenario.ANSWER, "{\"model\": \"claude-haiku-4-5\"}")));

      BetaMessage answer = falling().beta().messages().create(Params.beta(Scenario.REQUEST));

      assertThat(server.requests()).hasSize(2);
      assertThat(Json.tree(Json.ofModel(answer))).isEqualTo(Json.tree(fallback().answer()));
      fallback().verify(span(), "beta.messages.create");
    }

    @Test
    void loopOfAThread() {
      answerInTurn();
      BetaToolRunner runner =
          client
              .beta()
              .messages()
              .toolRunner(params(input -> "Oslo").toBuilder().thread(true).build());

      for (BetaMessage ignored : runner) {}

      assertThat(telemetry.spans().stream().filter(span -> span.getName().endsWith("create")))
          .hasSize(2);
    }

    private static SpanData tool() {
      return telemetry.spans().stream()
          .filter(span -> span.getName().equals("track"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class Wrapped extends AbstractToolRunnerTest {

    @Test
    void hiddenContentOfTools() {
      server.enqueue(StubResponse.json(ASKS), StubResponse.json(Scenario.ANSWER));
      TraceConfig config = TraceConfig.builder().hideInputs(true).hideOutputs(true).build();

      for (BetaMessage ignored :
          instrumentor(config)
              .wrap(untraced)
              .beta()
              .messages()
              .toolRunner(AbstractToolRunnerTest.params(input -> "secret"))) {}

      assertThat(telemetry.spans().toString()).doesNotContain("secret").doesNotContain("P1");
    }
  }

  @Nested
  class Instrumented extends AbstractToolRunnerTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractToolRunnerTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
