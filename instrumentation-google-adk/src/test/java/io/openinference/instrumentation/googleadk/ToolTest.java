// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.googleadk.ScriptedLlm.functionCall;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.tools.Annotations;
import com.google.adk.tools.FunctionTool;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that an agent calls: their results, failures and cancelled runs. */
class ToolTest extends AbstractAdkTest {

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

  /** Methods as tools. */
  public static final class Boats {

    /** Has no boat. */
    @Annotations.Schema(description = "Sails")
    public static Map<String, Object> sail(@Annotations.Schema(name = "to") String to) {
      throw new IllegalStateException("no boat");
    }

    private Boats() {}
  }
}
