// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.googleadk.ScriptedLlm.functionCall;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.LoopAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.ExitLoopTool;
import com.google.genai.types.FunctionCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several agents in one run: in sequence, in parallel, transferred to and as a tool. */
class AgentGraphTest extends AbstractAdkTest {

  @Test
  void sequenceAndLoop() {
    ScriptedLlm writer = gemini().say("draft").say("draft 2");
    ScriptedLlm critic = gemini().say("again").call(functionCall("call-1", "exit_loop", Map.of()));
    LoopAgent loop =
        LoopAgent.builder()
            .name("loop")
            .subAgents(
                agent("writer", writer).build(),
                agent("critic", critic).tools(ExitLoopTool.INSTANCE).build())
            .maxIterations(5)
            .build();
    SequentialAgent sequence =
        SequentialAgent.builder()
            .name("sequence")
            .subAgents(agent("planner", gemini().say("plan")).build(), loop)
            .build();

    run(sequence, "Write.");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT sequence
            AGENT planner
              LLM call_llm
            AGENT loop
              AGENT writer
                LLM call_llm
              AGENT critic
                LLM call_llm
              AGENT writer
                LLM call_llm
              AGENT critic
                LLM call_llm
                TOOL exit_loop
        """);
    assertThat(span("sequence"))
        .doesNotHaveAttribute("graph.node.parent_id")
        .hasAttribute("input.value", "Write.")
        .hasAttribute("output.value", "draft 2");
    assertThat(span("loop"))
        .hasAttribute("graph.node.parent_id", "sequence")
        .hasAttribute("output.value", "draft 2");
    assertThat(spans("critic").get(0))
        .hasAttribute("graph.node.parent_id", "loop")
        .hasAttribute("output.value", "again");
    // An escalation has no content.
    assertThat(spans("critic").get(1)).doesNotHaveAttribute("output.value");
    assertThat(span("exit_loop"))
        .hasAttribute("tool.id", "call-1")
        .doesNotHaveAttribute("output.value");
    assertThat(span("invocation fjords")).hasAttribute("output.value", "draft 2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parallelAgentsAreInOneTrace(boolean async) {
    CyclicBarrier both = new CyclicBarrier(2);
    ParallelAgent parallel =
        ParallelAgent.builder()
            .name("parallel")
            .subAgents(
                agent("north", meeting(async, both).say("north seen"))
                    .tools(tracedTool("look"))
                    .build(),
                agent("south", meeting(async, both).say("south seen"))
                    .tools(tracedTool("look"))
                    .build())
            .build();

    run(parallel, "Look.");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN invocation fjords
              AGENT parallel
                AGENT north
                  LLM call_llm
                  LLM call_llm
                  TOOL look
                    CHAIN in look
                AGENT south
                  LLM call_llm
                  LLM call_llm
                  TOOL look
                    CHAIN in look
            """);
    assertThat(telemetry.spans())
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasStatus(StatusCode.OK)
                    .hasAttribute("session.id", SESSION)
                    .hasAttribute("user.id", USER));
    for (String branch : List.of("north", "south")) {
      assertThat(span(branch))
          .hasAttribute("graph.node.parent_id", "parallel")
          .hasAttribute("output.value", branch + " seen");
    }
  }

  private ScriptedLlm meeting(boolean async, CyclicBarrier both) {
    return model(async)
        .answer(
            request -> {
              try {
                both.await(10, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return Flowable.just(
                  ScriptedLlm.asks(functionCall("call-1", "look", Map.of("at", "the fjord"))));
            });
  }

  @Test
  void anAgentIsTransferredToAndBackBelowTheOther() {
    ScriptedLlm researcher = gemini().call(transfer("call-2", "coordinator"));
    ScriptedLlm coordinator = gemini().call(transfer("call-1", "researcher")).say("1308 m");
    LlmAgent agent =
        agent("coordinator", coordinator)
            .subAgents(agent("researcher", researcher).build())
            .build();

    run(agent, "How deep?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT coordinator
            LLM call_llm
            TOOL transfer_to_agent
            AGENT researcher
              LLM call_llm
              TOOL transfer_to_agent
              AGENT coordinator
                LLM call_llm
        """);
    assertThat(spans("transfer_to_agent").get(0))
        .hasAttribute("tool.id", "call-1")
        .hasAttribute("input.value", "{\"agent_name\":\"researcher\"}");
    assertThat(span("researcher"))
        .hasAttribute("graph.node.id", "researcher")
        .hasAttribute("graph.node.parent_id", "coordinator")
        .hasAttribute("input.value", "How deep?")
        .hasAttribute("output.value", "1308 m");
    assertThat(span("invocation fjords")).hasAttribute("output.value", "1308 m");
  }

  private static FunctionCall transfer(String id, String agent) {
    return functionCall(id, "transfer_to_agent", Map.of("agent_name", agent));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAgentToolIsInTheSameSession(boolean async) {
    ScriptedLlm helper = model(async).say("1308 m").say("1308 m");
    ScriptedLlm guide =
        model(async)
            .call(
                functionCall("call-1", "helper", Map.of("request", "depth?")),
                functionCall("call-2", "helper", Map.of("request", "depth?")))
            .say("It is 1308 m deep.");
    LlmAgent agent =
        agent("guide", guide).tools(AgentTool.create(agent("helper", helper).build())).build();

    run(agent, "How deep?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL helper
              CHAIN invocation guide
                AGENT helper
                  LLM call_llm
            TOOL helper
              CHAIN invocation guide
                AGENT helper
                  LLM call_llm
            LLM call_llm
        """);
    assertThat(telemetry.spans())
        .allSatisfy(
            span ->
                assertThat(span).hasAttribute("session.id", SESSION).hasAttribute("user.id", USER));
    assertThat(spans("invocation guide"))
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasAttribute("input.value", "depth?")
                    .hasAttribute("output.value", "1308 m"));
    assertThat(
            spans("helper").stream()
                .map(span -> span.getAttributes().get(AttributeKey.stringKey("tool.id"))))
        .containsOnlyOnce("call-1", "call-2");
  }
}
