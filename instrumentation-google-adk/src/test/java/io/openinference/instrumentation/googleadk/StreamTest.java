// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.RunConfig;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.reactivex.rxjava3.core.Flowable;
import org.junit.jupiter.api.Test;

/** Answers that a model streams. */
class StreamTest extends AbstractAdkTest {

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
        .hasJsonAttribute("output.value", ScriptedLlm.responseJson("{\"text\": \"It is sunny.\"}"))
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
}
