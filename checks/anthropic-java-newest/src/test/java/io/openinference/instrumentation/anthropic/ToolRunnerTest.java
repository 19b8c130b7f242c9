// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaMessageThread;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ThreadCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
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
                  .addTool(
                      BetaRunnableTool.of(
                          BetaTool.builder()
                              .name("track")
                              .description("Tracks a parcel")
                              .inputSchema(BetaTool.InputSchema.builder().build())
                              .build(),
                          input -> BetaToolResultBlockParam.Content.ofString(tool.apply(input))))
                  .build())
          .build();
    }

    private void answerInTurn() {
      server.enqueue(StubResponse.json(ASKS), StubResponse.json(Scenario.ANSWER));
    }

    @Test
    void loop() {
      answerInTurn();

      int turns = 0;
      for (BetaMessage ignored : client.beta().messages().toolRunner(params(input -> "Oslo"))) {
        turns++;
      }

      assertThat(turns).isEqualTo(2);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT beta.messages.tool_runner
                LLM beta.messages.create
                TOOL track
                LLM beta.messages.create
              """);
      assertThat(tool())
          .hasAttribute("tool.name", "track")
          .hasAttribute("tool.description", "Tracks a parcel")
          .hasAttribute("tool.id", "toolu_1")
          .hasJsonAttribute("tool.parameters", "{\"id\": \"P1\"}")
          .hasJsonAttribute("input.value", "{\"id\": \"P1\"}")
          .hasAttribute("output.value", "Oslo")
          .hasStatus(StatusCode.OK);
    }

    @Test
    void streamingLoop() {
      server.enqueue(stream(Events.of(ASKS)), stream(Events.of(Scenario.ANSWER)));

      for (StreamResponse<BetaRawMessageStreamEvent> response :
          client.beta().messages().toolRunner(params(input -> "Oslo")).streaming()) {
        response.stream().forEach(event -> {});
        response.close();
      }

      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT beta.messages.tool_runner
                LLM beta.messages.stream
                TOOL track
                LLM beta.messages.stream
              """);
    }

    @Test
    void toolThatThrows() {
      answerInTurn();
      ToolRunnerCreateParams params =
          params(
              input -> {
                throw new IllegalStateException("no such parcel");
              });

      for (BetaMessage ignored : client.beta().messages().toolRunner(params)) {}

      assertThat(tool()).hasStatus(StatusCode.ERROR);
      assertThat(telemetry.spans()).hasSize(4);
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

    @Test
    void thread() {
      answer(Scenario.ANSWER);
      BetaMessageThread thread =
          client
              .beta()
              .messages()
              .thread(
                  ThreadCreateParams.builder().model("claude-sonnet-4-5").maxTokens(100).build());

      thread.send("Where is my parcel?");
      thread.send("Sure?");

      assertThat(telemetry.spans())
          .extracting(SpanData::getName)
          .containsExactly("beta.messages.create", "beta.messages.create");
    }

    @Test
    void asyncThread() {
      answer(Scenario.ANSWER);

      client
          .async()
          .beta()
          .messages()
          .thread(ThreadCreateParams.builder().model("claude-sonnet-4-5").maxTokens(100).build())
          .send("Where is my parcel?")
          .join();

      assertThat(telemetry.awaitSpans(1))
          .extracting(SpanData::getName)
          .containsExactly("beta.messages.create");
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
