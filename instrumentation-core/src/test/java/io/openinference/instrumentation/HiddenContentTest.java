// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.semconv.ExceptionAttributes;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No part of a finished span may hold what the user hid, whichever way it went in. */
class HiddenContentTest {

  private static final String INPUT = "question-4711";
  private static final String OUTPUT = "answer-4712";

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void showsAllByDefault() {
    recordAllKinds(TraceConfig.builder().build());

    assertThat(telemetry.spans()).hasSize(6);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(textOf(span)).containsAnyOf(INPUT, OUTPUT));
  }

  @Test
  void hidesInputs() {
    recordAllKinds(TraceConfig.builder().hideInputs(true).build());

    assertThat(telemetry.spans()).hasSize(6);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(textOf(span)).doesNotContain(INPUT));
    assertThat(telemetry.spans()).anySatisfy(span -> assertThat(textOf(span)).contains(OUTPUT));
  }

  @Test
  void hidesOutputs() {
    recordAllKinds(TraceConfig.builder().hideOutputs(true).build());

    assertThat(telemetry.spans()).hasSize(6);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(textOf(span)).doesNotContain(OUTPUT));
    assertThat(telemetry.spans()).anySatisfy(span -> assertThat(textOf(span)).contains(INPUT));
  }

  @Test
  void keepsTypeOfException() {
    OpenInferenceTracer tracer = tracer(TraceConfig.builder().hideInputs(true).build());

    assertThatThrownBy(() -> failingChain(tracer)).hasMessageContaining(INPUT);

    SpanData span = telemetry.spans().get(0);
    String type = IllegalStateException.class.getName();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEqualTo(type);
    assertThat(span.getEvents())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes())
                    .isEqualTo(Attributes.of(ExceptionAttributes.EXCEPTION_TYPE, type)));
  }

  private static void recordAllKinds(TraceConfig config) {
    OpenInferenceTracer tracer = tracer(config);
    recordLlm(tracer);
    recordDocuments(tracer);
    recordEmbedding(tracer);
    recordTool(tracer);
    assertThatThrownBy(() -> failingChain(tracer)).isInstanceOf(IllegalStateException.class);
  }

  private static void recordLlm(OpenInferenceTracer tracer) {
    Message question =
        Message.builder("user")
            .contents(
                List.of(
                    MessageContent.text(INPUT),
                    MessageContent.image("https://images.example/" + INPUT),
                    MessageContent.audio("https://audio.example/" + INPUT, "audio/wav", INPUT)))
            .build();
    Message answer =
        Message.builder("assistant")
            .content(OUTPUT)
            .toolCalls(List.of(ToolCall.of("call-1", "lookUp", "{\"id\":\"" + OUTPUT + "\"}")))
            .build();
    Annotation judgement =
        Annotation.builder("correct")
            .score(1)
            .explanation("since " + INPUT + " asks for " + OUTPUT)
            .metadata(Map.of("question", INPUT, "answer", OUTPUT))
            .build();
    try (Scope ignored = OpenInference.usingPromptTemplate("Answer {q}", Map.of("q", INPUT), "1")) {
      tracer
          .llm("chat")
          .run(
              span ->
                  span.input(INPUT)
                      .output(OUTPUT)
                      .inputMessages(List.of(question))
                      .outputMessages(List.of(answer))
                      .tools(List.of(ToolDefinition.of("lookUp", INPUT, "{}")))
                      .prompts(List.of(INPUT))
                      .choices(List.of(OUTPUT))
                      .functionCall("{\"arguments\":\"" + OUTPUT + "\"}")
                      .annotations(AnnotationScope.SPAN, List.of(judgement))
                      .evaluations(AnnotationScope.TRACE, List.of(judgement)));
    }
  }

  private static void recordDocuments(OpenInferenceTracer tracer) {
    tracer.retriever("search").run(span -> span.input(INPUT).documents(List.of(document(OUTPUT))));
    tracer
        .reranker("rerank")
        .run(
            span ->
                span.query(INPUT)
                    .inputDocuments(List.of(document(INPUT)))
                    .outputDocuments(List.of(document(INPUT), document(OUTPUT))));
  }

  private static Document document(String content) {
    return Document.builder()
        .id(content)
        .content(content)
        .score(0.5)
        .metadata(Map.of("title", content))
        .build();
  }

  private static void recordEmbedding(OpenInferenceTracer tracer) {
    tracer
        .embedding()
        .run(span -> span.embeddings(List.of(EmbeddedText.of(INPUT, new float[] {0.5f}))));
  }

  private static void recordTool(OpenInferenceTracer tracer) {
    tracer
        .tool("lookUp")
        .setAttribute(AttributeKey.stringKey("input.value"), INPUT)
        .run(
            span ->
                span.toolParameters("{\"q\":\"" + INPUT + "\"}").outputJson(Map.of("a", OUTPUT)));
  }

  private static void failingChain(OpenInferenceTracer tracer) {
    tracer
        .chain("answer")
        .run(
            () -> {
              throw new IllegalStateException("no " + OUTPUT + " to " + INPUT);
            });
  }

  private static OpenInferenceTracer tracer(TraceConfig config) {
    return OpenInferenceTracer.builder(telemetry.openTelemetry()).config(config).build();
  }

  private static String textOf(SpanData span) {
    return span.getName() + span.getAttributes() + span.getEvents() + span.getStatus();
  }
}
