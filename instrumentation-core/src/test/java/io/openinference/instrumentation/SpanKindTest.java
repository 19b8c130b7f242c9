// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpanKindTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(OpenInferenceSpanKind.LLM, "step", tracer -> tracer.llm("step")),
        kind(OpenInferenceSpanKind.EMBEDDING, "CreateEmbeddings", OpenInferenceTracer::embedding),
        kind(OpenInferenceSpanKind.RETRIEVER, "step", tracer -> tracer.retriever("step")),
        kind(OpenInferenceSpanKind.RERANKER, "step", tracer -> tracer.reranker("step")),
        kind(OpenInferenceSpanKind.TOOL, "step", tracer -> tracer.tool("step")),
        kind(OpenInferenceSpanKind.AGENT, "step", tracer -> tracer.agent("step")),
        kind(OpenInferenceSpanKind.CHAIN, "step", tracer -> tracer.chain("step")),
        kind(OpenInferenceSpanKind.GUARDRAIL, "step", tracer -> tracer.guardrail("step")),
        kind(OpenInferenceSpanKind.EVALUATOR, "step", tracer -> tracer.evaluator("step")),
        kind(OpenInferenceSpanKind.PROMPT, "step", tracer -> tracer.prompt("step")),
        kind(OpenInferenceSpanKind.DECISION, "step", tracer -> tracer.decision("step")));
  }

  private static Arguments kind(
      OpenInferenceSpanKind kind,
      String spanName,
      Function<OpenInferenceTracer, OpenInferenceSpanBuilder<?>> builder) {
    return Arguments.of(kind, spanName, builder);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasItsKindAndNothingElse(
      OpenInferenceSpanKind kind,
      String spanName,
      Function<OpenInferenceTracer, OpenInferenceSpanBuilder<?>> builder) {
    builder.apply(tracer).startSpan().end();

    SpanData span = telemetry.trace().root();
    assertThat(span)
        .hasName(spanName)
        .hasExactlyAttributes(Map.of("openinference.span.kind", kind.value()))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasNoParent();
    assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.getLinks()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void takesWhatEveryKindTakes(
      OpenInferenceSpanKind kind,
      String spanName,
      Function<OpenInferenceTracer, OpenInferenceSpanBuilder<?>> builder) {
    OpenInferenceSpan<?> span = builder.apply(tracer).startSpan();
    span.input("question").output("answer").sessionId("s-1").userId("u-1").end();

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", kind.value(),
                "input.value", "question",
                "input.mime_type", "text/plain",
                "output.value", "answer",
                "output.mime_type", "text/plain",
                "session.id", "s-1",
                "user.id", "u-1"));
  }

  @Test
  void coversEveryKindOfTheConvention() {
    assertThat(kinds().map(kind -> kind.get()[0]))
        .containsExactlyInAnyOrder((Object[]) OpenInferenceSpanKind.values());
  }

  @Test
  void takesTheKindAsNameWhereNoneIsGiven() {
    tracer.tool(null).startSpan().end();

    assertThat(telemetry.trace().root()).hasName("TOOL");
  }

  @Test
  void carriesTheNameAndVersionOfItsInstrumentation() {
    OpenInferenceTracer.builder(telemetry.openTelemetry())
        .instrumentationName("acme-client")
        .instrumentationVersion("1.2.3")
        .build()
        .chain("step")
        .startSpan()
        .end();

    SpanData span = telemetry.trace().root();
    assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("acme-client");
    assertThat(span.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.2.3");
  }

  @Test
  void carriesTheNameOfTheSdkByDefault() {
    tracer.chain("step").startSpan().end();

    assertThat(telemetry.trace().root().getInstrumentationScopeInfo().getName())
        .isEqualTo("io.openinference.instrumentation");
  }
}
