// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.BetaMessageThread;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.ThreadCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Loops of tools and threads, which newer releases have, through each door. */
class ToolRunnerTest {

  abstract static class AbstractToolRunnerTest extends AbstractToolLoopTest {

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

    @Test
    void suppressedLoopMakesNoSpans() {
      answerInTurn();

      try (Scope ignored = OpenInference.suppressTracing()) {
        run(params(input -> "Oslo"));
      }

      assertThat(server.requests()).hasSize(2);
      assertThat(telemetry.spans()).isEmpty();
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
              .toolRunner(params(input -> "secret"))) {}

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
