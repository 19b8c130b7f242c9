// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A JVM that refuses agents still has ADK's spans with kinds and contents. */
class WithoutWeavingTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().allowLenientContext().build();

  private final AdkTracer tracer =
      new AdkTracer(
          new Tracing(
              OpenInferenceTracer.builder(telemetry.openTelemetry())
                  .config(TraceConfig.builder().build())
                  .build()));

  @BeforeEach
  void install() {
    tracer.install();
  }

  @AfterEach
  void remove() {
    tracer.remove();
  }

  @Test
  void spansHaveKindsAndContents() {
    ScriptedLlm model =
        new ScriptedLlm("gemini-2.5-flash")
            .call(ScriptedLlm.functionCall("call-1", "weather", Map.of("city", "Bergen")))
            .say("It is sunny.");

    AbstractAdkTest.run(
        AbstractAdkTest.agent("guide", model)
            .tools(AbstractAdkTest.tool("weather", arguments -> Map.of("result", "sunny")))
            .build(),
        "How is the weather?");

    telemetry.awaitSpans(5);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN invocation
              AGENT guide
                LLM call_llm
                TOOL weather
                LLM call_llm
            """);
    assertThat(telemetry.trace().span("weather"))
        .hasAttribute("input.value", "{\"city\":\"Bergen\"}")
        .hasAttribute("output.value", "{\"result\":\"sunny\"}");
    assertThat(telemetry.trace().span("guide")).hasAttribute("session.id", AbstractAdkTest.SESSION);
    assertThat(
            telemetry.spans().stream()
                .filter(span -> span.getName().equals("call_llm"))
                .reduce((first, second) -> second)
                .orElseThrow())
        .hasAttribute("llm.system", "vertexai")
        .hasAttribute("llm.token_count.total", 16L);
  }
}
