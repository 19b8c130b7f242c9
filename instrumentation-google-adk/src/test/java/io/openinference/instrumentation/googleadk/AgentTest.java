// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.googleadk.ScriptedLlm.functionCall;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.LoopAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.models.LlmResponse;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.ExitLoopTool;
import com.google.genai.types.GenerateContentConfig;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest extends AbstractAdkTest {

  private static ScriptedLlm gemini() {
    return new ScriptedLlm("gemini-2.5-flash");
  }

  private ScriptedLlm model(boolean async) {
    return async ? gemini().async() : gemini();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aToolIsBesideTheModelThatAsksForIt(boolean async) {
    ScriptedLlm model =
        model(async)
            .call(functionCall("call-1", "weather", Map.of("city", "Bergen")))
            .say("It is sunny.");
    LlmAgent agent =
        agent("guide", model)
            .instruction("You are a guide.")
            .generateContentConfig(GenerateContentConfig.builder().temperature(0.5f).build())
            .tools(tracedTool("weather"))
            .build();

    assertThat(run(agent, "How is the weather?")).hasSize(3);

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather
              CHAIN in weather
            LLM call_llm
        """);
    assertThat(span("invocation fjords"))
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "session.id", SESSION,
                "user.id", USER,
                "input.value", "How is the weather?",
                "input.mime_type", "text/plain",
                "output.value", "It is sunny.",
                "output.mime_type", "text/plain"));
    assertThat(span("guide"))
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "AGENT",
                "agent.name", "guide",
                "graph.node.id", "guide",
                "session.id", SESSION,
                "user.id", USER,
                "input.value", "How is the weather?",
                "input.mime_type", "text/plain",
                "output.value", "It is sunny.",
                "output.mime_type", "text/plain"));
    assertThat(span("weather"))
        .hasExactlyAttributes(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "TOOL"),
                Map.entry("tool.name", "weather"),
                Map.entry("tool.description", "Tool weather"),
                Map.entry("tool.id", "call-1"),
                Map.entry("tool.parameters", "{\"city\":\"Bergen\"}"),
                Map.entry("session.id", SESSION),
                Map.entry("user.id", USER),
                Map.entry("input.value", "{\"city\":\"Bergen\"}"),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.value", "{\"result\":\"sunny\"}"),
                Map.entry("output.mime_type", "application/json")));
    List<SpanData> calls =
        telemetry.spans().stream().filter(span -> span.getName().equals("call_llm")).toList();
    assertThat(calls.get(1))
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributesExcept(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.system", "vertexai"),
                Map.entry("llm.model_name", "gemini-2.5-flash-001"),
                Map.entry("llm.request.model_name", "gemini-2.5-flash"),
                Map.entry("llm.response.model_name", "gemini-2.5-flash-001"),
                Map.entry("llm.finish_reason", "STOP"),
                Map.entry("llm.token_count.prompt", 10L),
                Map.entry("llm.token_count.completion", 6L),
                Map.entry("llm.token_count.total", 16L),
                Map.entry("llm.token_count.prompt_details.cache_read", 3L),
                Map.entry("llm.token_count.completion_details.reasoning", 2L),
                Map.entry("session.id", SESSION),
                Map.entry("user.id", USER),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.mime_type", "application/json"),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.content", "How is the weather?"),
                Map.entry("llm.input_messages.2.message.role", "model"),
                Map.entry(
                    "llm.input_messages.2.message.contents.0.message_content.type", "tool_use"),
                Map.entry("llm.input_messages.2.message.contents.0.tool_call.id", "call-1"),
                Map.entry(
                    "llm.input_messages.2.message.contents.0.tool_call.function" + ".name",
                    "weather"),
                Map.entry(
                    "llm.input_messages.2.message.contents.0.tool_call.function" + ".arguments",
                    "{\"city\":\"Bergen\"}"),
                Map.entry("llm.input_messages.2.message.tool_calls.0.tool_call.id", "call-1"),
                Map.entry(
                    "llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "weather"),
                Map.entry(
                    "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments",
                    "{\"city\":\"Bergen\"}"),
                Map.entry("llm.input_messages.3.message.role", "tool"),
                Map.entry("llm.input_messages.3.message.name", "weather"),
                Map.entry("llm.input_messages.3.message.tool_call_id", "call-1"),
                Map.entry("llm.input_messages.3.message.content", "{\"result\":\"sunny\"}"),
                Map.entry("llm.output_messages.0.message.role", "model"),
                Map.entry("llm.output_messages.0.message.content", "It is sunny.")),
            "input.value",
            "output.value",
            "llm.tools.0.tool.json_schema",
            "llm.tools.0.tool.name",
            "llm.tools.0.tool.description",
            "llm.invocation_parameters",
            "llm.input_messages.0.message.content",
            "llm.input_messages.0.message.contents.0.message_content.type",
            "llm.input_messages.0.message.contents.0.message_content.text",
            "llm.input_messages.0.message.contents.1.message_content.type",
            "llm.input_messages.0.message.contents.1.message_content.text");
    assertThat(calls.get(1))
        .hasJsonAttribute("llm.invocation_parameters", "{\"temperature\": 0.5}");
  }

  @ParameterizedTest
  @CsvSource({"call-1, call-2", "call-1, call-1", ","})
  void twoEqualToolsInParallelKeepTheirCode(String first, String second) {
    ScriptedLlm model =
        gemini()
            .call(
                functionCall(first, "weather", Map.of("city", "Bergen")),
                functionCall(second, "weather", Map.of("city", "Bergen")))
            .say("It is sunny.");

    run(agent("guide", model).tools(tracedTool("weather")).build(), "How is the weather?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather
              CHAIN in weather
            TOOL weather
              CHAIN in weather
            LLM call_llm
        """);
  }

  @Test
  void aToolThatThrowsIsAnError() {
    ScriptedLlm model = gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen")));
    LlmAgent agent =
        agent("guide", model)
            .tools(
                tool(
                    "weather",
                    arguments -> {
                      throw new IllegalStateException("no boat");
                    }))
            .build();

    assertThatThrownBy(() -> run(agent, "How is the weather?")).hasMessageContaining("no boat");

    assertTree(
        """
        CHAIN invocation fjords !
          AGENT guide !
            LLM call_llm
            TOOL weather !
        """);
    assertThat(span("weather")).hasException(IllegalStateException.class);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span.getEvents().size()).isLessThan(2));
  }

  @Test
  void aRecoveredToolHasTheReplacement() {
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen"))).say("Unknown.");
    LlmAgent agent =
        agent("guide", model)
            .tools(
                tool(
                    "weather",
                    arguments -> {
                      throw new IllegalStateException("no boat");
                    }))
            .onToolErrorCallback(
                (context, tool, input, toolContext, error) -> Maybe.just(Map.of("result", "?")))
            .build();

    run(agent, "How is the weather?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather !
            LLM call_llm
        """);
    assertThat(span("weather"))
        .hasException(IllegalStateException.class)
        .hasAttribute("tool.id", "call-1")
        .hasAttribute("output.value", "{\"result\":\"?\"}");
    assertThat(span("invocation fjords")).hasAttribute("output.value", "Unknown.");
  }

  /** Each call has the id and the result of its own, in whatever order the tools end. */
  @Test
  void equalCallsKeepTheirIdsAndResults() {
    AtomicInteger answers = new AtomicInteger();
    ScriptedLlm model =
        gemini()
            .call(
                functionCall("call-1", "weather", Map.of("city", "Bergen")),
                functionCall("call-2", "weather", Map.of("city", "Bergen")),
                functionCall("call-3", "weather", Map.of("city", "Bergen")))
            .say("It is sunny.");

    run(
        agent("guide", model)
            .tools(
                tool("weather", arguments -> Map.of("result", "no. " + answers.incrementAndGet())))
            .build(),
        "How is the weather?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather
            TOOL weather
            TOOL weather
            LLM call_llm
        """);
    List<SpanData> tools =
        telemetry.spans().stream().filter(span -> span.getName().equals("weather")).toList();
    assertThat(tools)
        .extracting(tool -> tool.getAttributes().get(AttributeKey.stringKey("tool.id")))
        .containsExactlyInAnyOrder("call-1", "call-2", "call-3");
    assertThat(tools)
        .extracting(tool -> tool.getAttributes().get(AttributeKey.stringKey("output.value")))
        .containsExactlyInAnyOrder(
            "{\"result\":\"no. 1\"}", "{\"result\":\"no. 2\"}", "{\"result\":\"no. 3\"}");
  }

  /** ADK then runs none of the tools any further. */
  @Test
  void oneOfTwoToolsThrows() {
    ScriptedLlm model =
        gemini()
            .call(
                functionCall("call-1", "weather", Map.of("city", "Bergen")),
                functionCall("call-2", "broken", Map.of("city", "Bergen")));

    assertThatThrownBy(
            () ->
                run(
                    agent("guide", model)
                        .tools(
                            tracedTool("weather"),
                            tool(
                                "broken",
                                arguments -> {
                                  throw new IllegalStateException("no boat");
                                }))
                        .build(),
                    "How is the weather?"))
        .hasMessageContaining("no boat");

    assertTree(
        """
        CHAIN invocation fjords !
          AGENT guide !
            LLM call_llm
            TOOL weather
              CHAIN in weather
            TOOL broken !
        """);
  }

  @Test
  void aToolThatReturnsNothingAndOneThatIsUnknown() {
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen"))).say("Sent.");

    run(
        agent("guide", model).tools(tool("weather", arguments -> Map.of())).build(),
        "How is the weather?");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather
            LLM call_llm
        """);
  }

  @Test
  void aStreamIsOneAnswer() {
    ScriptedLlm model =
        gemini()
            .answer(
                ScriptedLlm.partial("It is "),
                ScriptedLlm.partial("sunny."),
                ScriptedLlm.text("It is sunny."));

    flow(
            agent("guide", model).build(),
            "How is it?",
            RunConfig.builder().streamingMode(RunConfig.StreamingMode.SSE).build())
        .blockingSubscribe();

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
        """);
    assertThat(span("call_llm"))
        .hasEvent("First Token Stream Event")
        .hasAttribute("llm.output_messages.0.message.content", "It is sunny.")
        .hasAttribute("llm.token_count.total", 16L);
    assertThat(span("guide")).hasAttribute("output.value", "It is sunny.");
  }

  @Test
  void aCancelledStreamHasWhatHasArrived() {
    ScriptedLlm model =
        gemini()
            .answer(
                request ->
                    Flowable.concat(
                        Flowable.just(ScriptedLlm.partial("It is ")), Flowable.never()));

    flow(
            agent("guide", model).build(),
            "How is it?",
            RunConfig.builder().streamingMode(RunConfig.StreamingMode.SSE).build())
        .take(1)
        .blockingSubscribe();

    telemetry.awaitSpans(3);
    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
        """);
    assertThat(span("call_llm")).hasAttribute("llm.output_messages.0.message.content", "It is ");
  }

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
    assertThat(span("loop")).hasAttribute("graph.node.parent_id", "sequence");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parallelAgentsAreInOneTrace(boolean async) {
    CyclicBarrier both = new CyclicBarrier(2);
    ParallelAgent parallel =
        ParallelAgent.builder()
            .name("parallel")
            .subAgents(
                agent("north", meeting(async, both)).build(),
                agent("south", meeting(async, both)).build())
            .build();

    run(parallel, "Look.");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN invocation fjords
              AGENT parallel
                AGENT north
                  LLM call_llm
                AGENT south
                  LLM call_llm
            """);
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
              return Flowable.just(ScriptedLlm.text("seen"));
            });
  }

  @Test
  void anAgentIsTransferredToBelowTheOther() {
    ScriptedLlm researcher = gemini().say("1308 m");
    ScriptedLlm coordinator =
        gemini()
            .call(functionCall("call-1", "transfer_to_agent", Map.of("agent_name", "researcher")));
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
        """);
    assertThat(span("invocation fjords")).hasAttribute("output.value", "1308 m");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAgentToolIsInTheSameSession(boolean async) {
    ScriptedLlm helper = model(async).say("1308 m");
    ScriptedLlm guide =
        model(async)
            .call(functionCall("call-1", "helper", Map.of("request", "depth?")))
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
            LLM call_llm
        """);
    assertThat(telemetry.spans())
        .allSatisfy(
            span ->
                assertThat(span).hasAttribute("session.id", SESSION).hasAttribute("user.id", USER));
    assertThat(span("invocation guide")).hasAttribute("input.value", "depth?");
  }

  @Test
  void aSessionOfTheApplicationWins() {
    try (Scope ignored = OpenInference.usingSession("mine")) {
      run(agent("guide", gemini().say("Hello.")).build(), "Hi.");
    }

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
        """);
    assertThat(telemetry.spans())
        .allSatisfy(
            span ->
                assertThat(span).hasAttribute("session.id", "mine").hasAttribute("user.id", USER));
  }

  @Test
  void aFailedModelHasItsRequest() {
    ScriptedLlm model = gemini().fail(new IllegalStateException("no model"));

    assertThatThrownBy(() -> run(agent("guide", model).build(), "Hi."))
        .hasMessageContaining("no model");

    assertTree(
        """
        CHAIN invocation fjords !
          AGENT guide !
            LLM call_llm !
        """);
    assertThat(span("call_llm"))
        .hasException(IllegalStateException.class)
        .hasAttribute("llm.input_messages.1.message.content", "Hi.");
  }

  @Test
  void anAnswerOfACallbackIsTheAnswer() {
    LlmAgent agent =
        agent("guide", gemini())
            .beforeModelCallbackSync((context, request) -> Optional.of(ScriptedLlm.text("cached")))
            .build();

    run(agent, "Hi.");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
        """);
    assertThat(span("call_llm"))
        .hasAttribute("llm.output_messages.0.message.content", "cached")
        .hasAttribute("llm.input_messages.1.message.content", "Hi.");
  }

  @Test
  void aRecoveredModelCallHasTheError() {
    LlmAgent agent =
        agent("guide", gemini().fail(new IllegalStateException("no model")))
            .onModelErrorCallback(
                (context, request, error) -> Maybe.just(ScriptedLlm.text("later")))
            .build();

    run(agent, "Hi.");

    assertThat(span("call_llm")).hasAttribute("llm.input_messages.1.message.content", "Hi.");
    assertThat(span("invocation fjords"))
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", "later");
  }

  @Test
  void anErrorOfTheModelIsTheStatus() {
    ScriptedLlm model =
        gemini()
            .answer(
                LlmResponse.builder()
                    .errorCode(
                        new com.google.genai.types.FinishReason(
                            com.google.genai.types.FinishReason.Known.SAFETY))
                    .errorMessage("blocked")
                    .build());

    run(agent("guide", model).build(), "Hi.");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm !
        """);
    assertThat(span("call_llm"))
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("SAFETY: blocked");
  }

  /** A client of the model that is instrumented too makes no second span. */
  @Test
  void theModelIsCalledInsideOfAMarkedCall() {
    AtomicBoolean marked = new AtomicBoolean();
    ScriptedLlm model =
        gemini()
            .answer(
                request -> {
                  marked.set(ModelCall.isInProgress(Context.current(), OpenInferenceSpanKind.LLM));
                  return Flowable.just(ScriptedLlm.text("Hello."));
                });
    AtomicBoolean markedInTool = new AtomicBoolean(true);
    ScriptedLlm caller =
        gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen"))).say("x");

    run(agent("guide", model).build(), "Hi.");
    run(
        agent("caller", caller)
            .tools(
                tool(
                    "weather",
                    arguments -> {
                      markedInTool.set(
                          ModelCall.isInProgress(Context.current(), OpenInferenceSpanKind.LLM));
                      return Map.of();
                    }))
            .build(),
        "Hi.");

    assertThat(marked).isTrue();
    assertThat(markedInTool).isFalse();
  }

  @Test
  void hiddenContentLeavesNoByte() {
    on.uninstrument();
    on =
        GoogleAdkInstrumentor.builder(telemetry.openTelemetry())
            .config(TraceConfig.builder().hideInputs(true).hideOutputs(true).build())
            .build()
            .turnOn();
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "weather", Map.of("city", "secret-1")));
    LlmAgent agent =
        agent("guide", model)
            .instruction("secret-2")
            .tools(
                tool(
                    "weather",
                    arguments -> {
                      throw new IllegalStateException("secret-3");
                    }))
            .build();

    assertThatThrownBy(() -> run(agent, "secret-4")).hasMessageContaining("secret-3");

    assertThat(telemetry.spans()).hasSize(4);
    assertThat(telemetry.spans().toString()).doesNotContain("secret-");
  }

  @Test
  void suppressedRunsMakeNoSpan() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      run(agent("guide", gemini().say("Hello.")).build(), "Hi.");
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void afterUninstrumentAdkHasItsTracerBack() {
    on.uninstrument();

    run(agent("guide", gemini().say("Hello.")).build(), "Hi.");

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void aRunIsBelowTheSpanOfItsCaller() {
    OpenInferenceTracer own = OpenInferenceTracer.create(telemetry.openTelemetry());

    own.chain("request")
        .run(
            () -> {
              run(agent("guide", gemini().async().say("Hello.")).build(), "Hi.");
              own.chain("after").run(() -> {});
            });

    assertTree(
        """
        CHAIN request
          CHAIN invocation fjords
            AGENT guide
              LLM call_llm
          CHAIN after
        """);
  }
}
