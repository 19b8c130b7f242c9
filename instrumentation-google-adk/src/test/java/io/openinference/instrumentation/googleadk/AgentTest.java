// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.googleadk.ScriptedLlm.functionCall;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.genai.types.GenerateContentConfig;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One agent: its spans, and the settings and contexts that they follow. */
class AgentTest extends AbstractAdkTest {

  private static final String INSTRUCTION =
      "You are a guide.\n\nYou are an agent. Your internal name is \"guide\"."
          + " The description about you is \"Agent guide\".";

  private static final String ASKED =
      "{\"role\": \"user\", \"parts\": [{\"text\": \"How is the weather?\"}]}";

  private static final String WEATHER = "{\"description\":\"Tool weather\",\"name\":\"weather\"}";

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
            ScriptedLlm.responseJson(
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
        .hasJsonAttribute("output.value", ScriptedLlm.responseJson("{\"text\": \"It is sunny.\"}"))
        .hasExactlyAttributesExcept(second, "input.value", "output.value");
  }

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
