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
import com.google.adk.tools.Annotations;
import com.google.adk.tools.ExitLoopTool;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentConfig;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    List<SpanData> calls = spans("call_llm");
    assertThat(calls.get(0))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasJsonAttribute("input.value", request(ASKED))
        .hasJsonAttribute(
            "output.value",
            response(
                """
                {"functionCall": {"id": "call-1", "name": "weather", "args": {"city": "Bergen"}}}
                """))
        .hasExactlyAttributesExcept(
            modelCall(toolCall("llm.output_messages.0.message.")), "input.value", "output.value");
    Map<String, Object> second = modelCall(toolCall("llm.input_messages.2.message."));
    second.putAll(
        Map.of(
            "llm.input_messages.3.message.role", "tool",
            "llm.input_messages.3.message.name", "weather",
            "llm.input_messages.3.message.tool_call_id", "call-1",
            "llm.input_messages.3.message.content", "{\"result\":\"sunny\"}",
            "llm.output_messages.0.message.role", "model",
            "llm.output_messages.0.message.content", "It is sunny."));
    assertThat(calls.get(1))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasJsonAttribute(
            "input.value",
            request(
                ASKED
                    + """
                    , {"role": "model", "parts": [{"functionCall":
                        {"id": "call-1", "name": "weather", "args": {"city": "Bergen"}}}]},
                    {"role": "user", "parts": [{"functionResponse":
                        {"id": "call-1", "name": "weather", "response": {"result": "sunny"}}}]}
                    """))
        .hasJsonAttribute("output.value", response("{\"text\": \"It is sunny.\"}"))
        .hasExactlyAttributesExcept(second, "input.value", "output.value");
  }

  private static final String INSTRUCTION =
      "You are a guide.\n\nYou are an agent. Your internal name is \"guide\"."
          + " The description about you is \"Agent guide\".";

  private static final String ASKED =
      "{\"role\": \"user\", \"parts\": [{\"text\": \"How is the weather?\"}]}";

  private static final String WEATHER = "{\"description\":\"Tool weather\",\"name\":\"weather\"}";

  private static String request(String contents) {
    return """
        {"model": "gemini-2.5-flash",
         "systemInstruction": {"role": "user", "parts": [{"text": "%s"}]},
         "tools": [{"functionDeclarations": [%s]}],
         "contents": [%s],
         "generationConfig": {"temperature": 0.5}}
        """
        .formatted(INSTRUCTION.replace("\n", "\\n").replace("\"", "\\\""), WEATHER, contents);
  }

  private static String response(String part) {
    return """
        {"candidates": [{"content": {"role": "model", "parts": [%s]}, "finishReason": "STOP"}],
         "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 4,
           "thoughtsTokenCount": 2, "cachedContentTokenCount": 3, "totalTokenCount": 16},
         "modelVersion": "gemini-2.5-flash-001"}
        """
        .formatted(part);
  }

  /** Returns what every call of the model has, and what one call has. */
  private static Map<String, Object> modelCall(Map<String, Object> own) {
    Map<String, Object> attributes =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.system", "vertexai"),
                Map.entry("llm.model_name", "gemini-2.5-flash-001"),
                Map.entry("llm.request.model_name", "gemini-2.5-flash"),
                Map.entry("llm.response.model_name", "gemini-2.5-flash-001"),
                Map.entry("llm.invocation_parameters", "{\"temperature\":0.5}"),
                Map.entry("llm.finish_reason", "STOP"),
                Map.entry("llm.token_count.prompt", 10L),
                Map.entry("llm.token_count.completion", 6L),
                Map.entry("llm.token_count.total", 16L),
                Map.entry("llm.token_count.prompt_details.cache_read", 3L),
                Map.entry("llm.token_count.completion_details.reasoning", 2L),
                Map.entry("llm.tools.0.tool.name", "weather"),
                Map.entry("llm.tools.0.tool.description", "Tool weather"),
                Map.entry("llm.tools.0.tool.json_schema", WEATHER),
                Map.entry("session.id", SESSION),
                Map.entry("user.id", USER),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.mime_type", "application/json"),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.0.message.content", INSTRUCTION),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.content", "How is the weather?")));
    attributes.putAll(own);
    return attributes;
  }

  /** Returns a message of the model that asks for the tool. */
  private static Map<String, Object> toolCall(String message) {
    String part = message + "contents.0.";
    String call = message + "tool_calls.0.tool_call.";
    return Map.ofEntries(
        Map.entry(message + "role", "model"),
        Map.entry(part + "message_content.type", "tool_use"),
        Map.entry(part + "tool_call.id", "call-1"),
        Map.entry(part + "tool_call.function.name", "weather"),
        Map.entry(part + "tool_call.function.arguments", "{\"city\":\"Bergen\"}"),
        Map.entry(call + "id", "call-1"),
        Map.entry(call + "function.name", "weather"),
        Map.entry(call + "function.arguments", "{\"city\":\"Bergen\"}"));
  }

  /** Each call has the id, the result and the code of its own, on whichever thread it runs. */
  @ParameterizedTest
  @CsvSource({
    "call-1, call-2, NONE",
    "call-1, call-1, NONE",
    ", , NONE",
    "call-1, call-2, SEQUENTIAL",
    "call-1, call-1, PARALLEL",
    ", , PARALLEL_SUBSCRIBE",
    "call-1, call-2, PARALLEL_SUBSCRIBE"
  })
  void twoEqualToolsKeepTheirIdsAndResultsAndCode(
      String first, String second, RunConfig.ToolExecutionMode mode) {
    ScriptedLlm model =
        gemini()
            .call(
                functionCall(first, "weather", Map.of("city", "Bergen")),
                functionCall(second, "weather", Map.of("city", "Bergen")))
            .say("It is sunny.");
    LlmAgent agent =
        agent("guide", model)
            .tools(
                asyncTool(
                    "weather",
                    (arguments, context) ->
                        Single.fromCallable(
                            () -> {
                              String id = context.functionCallId().orElseThrow();
                              tracer.chain("in weather").run(span -> span.input(id));
                              return Map.of("id", id);
                            })))
            .build();

    flow(agent, "How is the weather?", RunConfig.builder().toolExecutionMode(mode).build())
        .blockingSubscribe();

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
    List<String> ids = new ArrayList<>();
    for (SpanData tool : spans("weather")) {
      String id = tool.getAttributes().get(AttributeKey.stringKey("tool.id"));
      ids.add(id);
      assertThat(tool)
          .hasStatus(StatusCode.OK)
          .hasAttribute("input.value", "{\"city\":\"Bergen\"}")
          .hasAttribute("output.value", "{\"id\":\"" + id + "\"}");
      assertThat(telemetry.trace().children(tool).get(0)).hasAttribute("input.value", id);
    }
    if (first == null) {
      // ADK makes ids up.
      assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).startsWith("adk-"));
    } else {
      assertThat(ids).containsExactlyInAnyOrder(first, second);
    }
  }

  /** At once, and on a thread of its own. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aToolThatThrowsIsAnError(boolean late) {
    ScriptedLlm model = gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen")));
    LlmAgent agent =
        agent("guide", model)
            .tools(
                asyncTool(
                    "weather",
                    (arguments, context) -> {
                      IllegalStateException failure = new IllegalStateException("no boat");
                      if (!late) {
                        throw failure;
                      }
                      return Single.<Map<String, Object>>error(failure)
                          .subscribeOn(Schedulers.io());
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
    assertThat(span("weather"))
        .hasException(IllegalStateException.class)
        .hasExactlyAttributes(weather("call-1"));
    assertThat(span("guide")).hasException(IllegalStateException.class);
    assertThat(span("invocation fjords")).hasException(IllegalStateException.class);
    assertThat(span("call_llm")).hasStatus(StatusCode.OK).hasNoEvents();
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span.getEvents().size()).isLessThan(2));
  }

  /** Returns what the span of a tool has that has not answered. */
  private static Map<String, Object> weather(String id) {
    return Map.of(
        "openinference.span.kind", "TOOL",
        "tool.name", "weather",
        "tool.description", "Tool weather",
        "tool.id", id,
        "tool.parameters", "{\"city\":\"Bergen\"}",
        "session.id", SESSION,
        "user.id", USER,
        "input.value", "{\"city\":\"Bergen\"}",
        "input.mime_type", "application/json");
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** ADK answers the model in place of a method that throws, and the run goes on. */
  @Test
  void aMethodThatThrowsIsAnError() {
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "sail", Map.of("to", "Bergen"))).say("No boat.");

    run(agent("guide", model).tools(FunctionTool.create(Boats.class, "sail")).build(), "Sail.");

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL sail !
            LLM call_llm
        """);
    assertThat(span("sail"))
        .hasException(IllegalStateException.class)
        .hasStatusDescription("java.lang.IllegalStateException: no boat")
        .hasAttribute("tool.id", "call-1")
        .hasAttribute("input.value", "{\"to\":\"Bergen\"}")
        .hasJsonAttribute(
            "output.value",
            "{\"status\": \"error\", \"message\": \"An internal error occurred.\"}");
  }

  @Test
  void aMethodThatAnotherToolRecoversFromIsNoError() {
    FunctionTool boats = FunctionTool.create(Boats.class, "sail");
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "travel", Map.of("to", "Bergen"))).say("By train.");

    run(
        agent("guide", model)
            .tools(
                asyncTool(
                    "travel",
                    (arguments, context) ->
                        boats
                            .runAsync(arguments, context)
                            .map(unused -> Map.<String, Object>of("by", "train"))))
            .build(),
        "Travel.");

    assertThat(span("travel"))
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", "{\"by\": \"train\"}");
  }

  /** Methods as tools. */
  public static final class Boats {

    /** Has no boat. */
    @Annotations.Schema(description = "Sails")
    public static Map<String, Object> sail(@Annotations.Schema(name = "to") String to) {
      throw new IllegalStateException("no boat");
    }

    private Boats() {}
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
        .hasExactlyAttributes(
            with(
                weather("call-1"),
                Map.of(
                    "output.value", "{\"result\":\"?\"}",
                    "output.mime_type", "application/json")));
    assertThat(span("invocation fjords")).hasAttribute("output.value", "Unknown.");
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
  void aToolThatReturnsNothingHasNoOutputAndOneThatIsUnknownHasNoSpan() {
    ScriptedLlm model =
        gemini()
            .call(
                functionCall("call-1", "weather", Map.of("city", "Bergen")),
                functionCall("call-2", "unknown", Map.of()))
            .say("Sent.");

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
    assertThat(span("weather")).hasExactlyAttributes(weather("call-1"));
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
    assertThat(span("call_llm").getEvents())
        .extracting(EventData::getName)
        .containsExactly("First Token Stream Event");
    assertThat(span("call_llm"))
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.output_messages.0.message.content", "It is sunny.")
        .doesNotHaveAttribute("llm.output_messages.1.message.role")
        .hasJsonAttribute("output.value", response("{\"text\": \"It is sunny.\"}"))
        .hasAttribute("llm.finish_reason", "STOP")
        .hasAttribute("llm.token_count.prompt", 10L)
        .hasAttribute("llm.token_count.completion", 6L)
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
    assertThat(span("call_llm"))
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.input_messages.1.message.content", "How is it?")
        .hasAttribute("llm.output_messages.0.message.content", "It is ")
        .hasNoAttributeStartingWith("llm.token_count");
  }

  @Test
  void aStreamThatBreaksHasWhatHasArrived() {
    ScriptedLlm model =
        gemini()
            .answer(
                request ->
                    Flowable.concat(
                        Flowable.just(ScriptedLlm.partial("It is ")),
                        Flowable.error(new IllegalStateException("cut"))));

    assertThatThrownBy(
            () ->
                flow(
                        agent("guide", model).build(),
                        "How is it?",
                        RunConfig.builder().streamingMode(RunConfig.StreamingMode.SSE).build())
                    .blockingSubscribe())
        .hasMessageContaining("cut");

    assertTree(
        """
        CHAIN invocation fjords !
          AGENT guide !
            LLM call_llm !
        """);
    assertThat(span("call_llm"))
        .hasException(IllegalStateException.class)
        .hasAttribute("llm.output_messages.0.message.content", "It is ");
  }

  @Test
  void aRunThatIsCancelledInsideOfATool() throws InterruptedException {
    CountDownLatch inTool = new CountDownLatch(1);
    ScriptedLlm model =
        gemini().call(functionCall("call-1", "weather", Map.of("city", "Bergen"))).say("x");
    LlmAgent agent =
        agent("guide", model)
            .tools(
                asyncTool(
                    "weather",
                    (arguments, context) ->
                        Single.<Map<String, Object>>never()
                            .doOnSubscribe(unused -> inTool.countDown())))
            .build();

    Disposable run =
        flow(agent, "How is it?", RunConfig.builder().build())
            .subscribeOn(Schedulers.io())
            .subscribe();
    assertThat(inTool.await(10, TimeUnit.SECONDS)).isTrue();
    run.dispose();

    telemetry.awaitSpans(4);
    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
            TOOL weather
        """);
    assertThat(span("weather"))
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "TOOL",
                "tool.name", "weather",
                "tool.description", "Tool weather",
                "tool.id", "call-1",
                "tool.parameters", "{\"city\":\"Bergen\"}",
                "input.value", "{\"city\":\"Bergen\"}",
                "input.mime_type", "application/json",
                "session.id", SESSION,
                "user.id", USER));
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

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm !
        """);
    assertThat(span("call_llm"))
        .hasException(IllegalStateException.class)
        .hasAttribute("llm.input_messages.1.message.content", "Hi.")
        .hasNoAttributeStartingWith("llm.output_messages");
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

  /** ADK was loaded and {@code instrument()} was called before the application has tracing. */
  @Test
  void aGlobalOpenTelemetryMayComeLate() {
    on.uninstrument();
    GlobalOpenTelemetry.resetForTest();
    try {
      on = GoogleAdkInstrumentor.instrument();
      run(agent("guide", gemini().say("Hello.")).build(), "Hi.");
      assertThat(telemetry.spans()).isEmpty();

      GlobalOpenTelemetry.set(telemetry.openTelemetry());
      run(agent("guide", gemini().say("Hello.")).build(), "Hi.");
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }

    assertTree(
        """
        CHAIN invocation fjords
          AGENT guide
            LLM call_llm
        """);
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
