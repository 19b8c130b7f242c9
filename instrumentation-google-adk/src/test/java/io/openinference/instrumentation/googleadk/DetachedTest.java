// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.tools.AgentTool;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.testing.OpenInferenceExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose OpenTelemetry ADK does not know still makes the whole tree. */
class DetachedTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().allowLenientContext().build();

  private final OpenInferenceTracer tracer =
      OpenInferenceTracer.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().build())
          .build();
  private final GoogleAdkInstrumentor instrumentor = new GoogleAdkInstrumentor(tracer);
  private final InstrumentationSwitch<GoogleAdkInstrumentor, Tracing> on =
      InstrumentationSwitch.needingWeaving(
          GoogleAdkInstrumentor.class,
          "cannot be tested",
          "nothing",
          Tracing.GUARD,
          own ->
              new WovenLibrary(
                  own,
                  new GoogleAdkWeaving(),
                  loader -> true,
                  new LibraryAdvice(own, AdkTracer.apart(own))));

  @BeforeEach
  void turnOn() {
    on.turnOn(instrumentor, instrumentor.tracing());
    assertThat(on.isOn(instrumentor)).isTrue();
  }

  @AfterEach
  void turnOff() {
    on.turnOff(instrumentor);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTreeIsTheSame(boolean async) {
    ScriptedLlm helper = AbstractAdkTest.model(async).say("1308 m");
    ScriptedLlm guide =
        AbstractAdkTest.model(async)
            .call(
                ScriptedLlm.functionCall("call-1", "weather", Map.of("city", "Bergen")),
                ScriptedLlm.functionCall("call-2", "helper", Map.of("request", "depth?")))
            .say("It is 1308 m deep.");
    LlmAgent agent =
        AbstractAdkTest.agent("guide", guide)
            .tools(
                AbstractAdkTest.tool(
                    "weather",
                    arguments -> {
                      tracer.chain("in weather").run(() -> {});
                      return Map.of("result", "sunny");
                    }),
                AgentTool.create(AbstractAdkTest.agent("helper", helper).build()))
            .build();

    AbstractAdkTest.run(agent, "How deep?");

    telemetry.awaitSpans(10);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN invocation fjords
              AGENT guide
                LLM call_llm
                TOOL weather
                  CHAIN in weather
                TOOL helper
                  CHAIN invocation guide
                    AGENT helper
                      LLM call_llm
                LLM call_llm
            """);
    assertThat(telemetry.trace().span("weather"))
        .hasAttribute("tool.id", "call-1")
        .hasAttribute("input.value", "{\"city\":\"Bergen\"}")
        .hasAttribute("output.value", "{\"result\":\"sunny\"}");
    assertThat(telemetry.trace().span("invocation fjords"))
        .hasAttribute("output.value", "It is 1308 m deep.");
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", AbstractAdkTest.SESSION));
    assertThat(telemetry.spans().stream().filter(span -> span.getName().equals("call_llm")))
        .allSatisfy(span -> assertThat(span).hasAttribute("llm.token_count.total", 16L));
  }

  @Test
  void parallelBranchesAndAFailingTool() {
    ParallelAgent parallel =
        ParallelAgent.builder()
            .name("parallel")
            .subAgents(
                AbstractAdkTest.agent("north", AbstractAdkTest.model(true).say("seen")).build(),
                AbstractAdkTest.agent(
                        "south",
                        AbstractAdkTest.model(false)
                            .call(ScriptedLlm.functionCall("call-1", "weather", Map.of())))
                    .tools(
                        AbstractAdkTest.tool(
                            "weather",
                            arguments -> {
                              throw new IllegalStateException("no boat");
                            }))
                    .build())
            .build();

    assertThatThrownBy(() -> AbstractAdkTest.run(parallel, "Look."))
        .hasMessageContaining("no boat");

    telemetry.awaitSpans(6);
    assertThat(telemetry.trace().span("weather")).hasException(IllegalStateException.class);
    assertThat(telemetry.trace().span("weather")).hasParent(telemetry.trace().span("south"));
    assertThat(telemetry.trace().span("north")).hasParent(telemetry.trace().span("parallel"));
  }
}
