// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationTest {

  private static final Annotation COMPLETE =
      Annotation.builder("hallucination")
          .identifier("judge-v2")
          .annotatorKind(AnnotatorKind.LLM)
          .metadata(Map.of("rubric", "2"))
          .explanation("Not in the documents.")
          .label("hallucinated")
          .score(1)
          .build();
  private static final Annotation LABEL_ONLY =
      Annotation.builder("tone").annotatorKind("CROWD").label("kind").build();

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @ParameterizedTest
  @CsvSource({"SPAN,''", "TRACE,trace.", "SESSION,session."})
  void areRecordedOnAnOpenSpan(AnnotationScope scope, String prefix) {
    tracer
        .chain("step")
        .run(
            span ->
                span.annotations(scope, List.of(COMPLETE, LABEL_ONLY))
                    .evaluations(scope, List.of(LABEL_ONLY)));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind",
                "CHAIN",
                prefix + "annotations.0.annotation.name",
                "hallucination",
                prefix + "annotations.0.annotation.score",
                1.0,
                prefix + "annotations.0.annotation.label",
                "hallucinated",
                prefix + "annotations.0.annotation.explanation",
                "Not in the documents.",
                prefix + "annotations.0.annotation.annotator_kind",
                "LLM",
                prefix + "annotations.0.annotation.identifier",
                "judge-v2",
                prefix + "annotations.0.annotation.metadata",
                "{\"rubric\":\"2\"}",
                prefix + "annotations.1.annotation.name",
                "tone",
                prefix + "annotations.1.annotation.label",
                "kind",
                prefix + "annotations.1.annotation.annotator_kind",
                "CROWD",
                prefix + "evaluations.0.evaluation.name",
                "tone",
                prefix + "evaluations.0.evaluation.label",
                "kind",
                prefix + "evaluations.0.evaluation.annotator_kind",
                "CROWD"));
  }

  @Test
  void evaluationHasAllFieldsOfAnAnnotation() {
    tracer.chain("step").run(span -> span.evaluations(AnnotationScope.SPAN, List.of(COMPLETE)));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "evaluations.0.evaluation.name", "hallucination",
                "evaluations.0.evaluation.score", 1.0,
                "evaluations.0.evaluation.label", "hallucinated",
                "evaluations.0.evaluation.explanation", "Not in the documents.",
                "evaluations.0.evaluation.annotator_kind", "LLM",
                "evaluations.0.evaluation.identifier", "judge-v2",
                "evaluations.0.evaluation.metadata", "{\"rubric\":\"2\"}"));
  }

  @Test
  void withoutNameOrResultAreLeftOut() {
    List<Annotation> annotations =
        Arrays.asList(
            Annotation.builder(null).score(1).build(),
            Annotation.builder("no-result").annotatorKind(AnnotatorKind.HUMAN).build(),
            Annotation.builder("null-result").score(null).label(null).explanation(null).build(),
            null,
            Annotation.builder("scored").annotatorKind((AnnotatorKind) null).score(0.5).build(),
            Annotation.builder("explained").explanation("Because.").build());
    tracer.chain("step").run(span -> span.annotations(AnnotationScope.SPAN, annotations));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "annotations.0.annotation.name", "scored",
                "annotations.0.annotation.score", 0.5,
                "annotations.1.annotation.name", "explained",
                "annotations.1.annotation.explanation", "Because."));
  }

  @Test
  void ofAnEndedSpanAreCarriedByASpanWithOneLinkToIt() {
    SpanContext target = endedSpan();

    tracer.annotateSpan(target).annotations(List.of(LABEL_ONLY));

    SpanData carrier = onlySpan();
    assertThat(carrier)
        .hasName("Annotate")
        .hasNoParent()
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EVALUATOR",
                "annotations.0.annotation.name", "tone",
                "annotations.0.annotation.label", "kind",
                "annotations.0.annotation.annotator_kind", "CROWD"));
    assertThat(carrier.getLinks()).extracting(LinkData::getSpanContext).containsExactly(target);
  }

  @Test
  void ofATraceAreCarriedByASpanWithOneLinkToItsRoot() {
    SpanContext root = endedSpan();

    tracer.annotateTrace(root).evaluations(List.of(LABEL_ONLY));

    SpanData carrier = onlySpan();
    assertThat(carrier)
        .hasName("Evaluate")
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EVALUATOR",
                "trace.evaluations.0.evaluation.name", "tone",
                "trace.evaluations.0.evaluation.label", "kind",
                "trace.evaluations.0.evaluation.annotator_kind", "CROWD"));
    assertThat(carrier.getLinks()).extracting(LinkData::getSpanContext).containsExactly(root);
  }

  @Test
  void ofASessionAreCarriedByASpanOfThatSession() {
    try (Scope ignored = OpenInference.usingSession("of-the-annotator")) {
      tracer.annotateSession("s-1").annotations(List.of(LABEL_ONLY));
    }

    SpanData carrier = onlySpan();
    assertThat(carrier)
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EVALUATOR",
                "session.id", "s-1",
                "session.annotations.0.annotation.name", "tone",
                "session.annotations.0.annotation.label", "kind",
                "session.annotations.0.annotation.annotator_kind", "CROWD"));
    assertThat(carrier.getLinks()).isEmpty();
  }

  @Test
  void areNotCarriedWithoutATarget() {
    tracer.annotateSpan(SpanContext.getInvalid()).annotations(List.of(LABEL_ONLY));
    tracer.annotateSpan(null).annotations(List.of(LABEL_ONLY));
    tracer.annotateTrace(null).evaluations(List.of(LABEL_ONLY));
    tracer.annotateSession(null).evaluations(List.of(LABEL_ONLY));

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void needNoCarrierWhereThereAreNone() {
    SpanContext target = endedSpan();

    tracer.annotateSpan(target).annotations(List.of());
    tracer.annotateSpan(target).annotations(null);
    tracer.annotateSpan(target).evaluations(List.of(Annotation.builder("no-result").build()));

    assertThat(telemetry.spans()).isEmpty();
  }

  private SpanContext endedSpan() {
    SpanContext target = tracer.chain("step").call(span -> span.spanContext());
    telemetry.clear();
    return target;
  }

  private static SpanData onlySpan() {
    assertThat(telemetry.spans()).hasSize(1);
    return telemetry.spans().get(0);
  }
}
