// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.googleadk.ScriptedLlm.functionCall;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.models.LlmResponse;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls of a model that fail, that a callback answers, and that an instrumented client makes. */
class ModelCallTest extends AbstractAdkTest {

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
}
