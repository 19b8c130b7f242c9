// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Annotations as a server keeps them. */
class AnnotationsIT extends AbstractPhoenixIT {

  private final String project = unique("annotated");
  private final String session = unique("chat");
  private final String trace = id(32);
  private final PhoenixSpan span =
      span(trace, "answer", OpenInferenceSpanKind.RETRIEVER)
          .attribute("session.id", session)
          .attribute("retrieval.documents", List.of(Map.of("document.content", "one")))
          .build();

  @Test
  void areReadAsTheyWereAdded() {
    log(project, span);

    String id =
        client
            .annotations()
            .add(
                PhoenixAnnotation.ofSpan(span.spanId(), "quality", AnnotatorKind.LLM)
                    .label("good")
                    .score(0.9)
                    .explanation("because ünï")
                    .metadata(Map.of("model", "x"))
                    .build());
    client
        .annotations()
        .add(PhoenixAnnotation.ofTrace(trace, "solved", AnnotatorKind.HUMAN).label("yes").build());
    client
        .annotations()
        .add(PhoenixAnnotation.ofSession(session, "mood", AnnotatorKind.CODE).score(-1.5).build());

    PhoenixAnnotation read =
        client.annotations().ofSpans(project, List.of(span.spanId())).toList().get(0);
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.target()).isEqualTo(AnnotationTarget.SPAN);
    assertThat(read.targetId()).isEqualTo(span.spanId());
    assertThat(read.name()).isEqualTo("quality");
    assertThat(read.annotatorKind()).isEqualTo("LLM");
    assertThat(read.label()).isEqualTo("good");
    assertThat(read.score()).isEqualTo(0.9);
    assertThat(read.explanation()).isEqualTo("because ünï");
    assertThat(read.metadata()).isEqualTo(Map.of("model", "x"));
    assertThat(read.createdAt()).isNotNull();
    assertThat(client.annotations().ofTraces(project, List.of(trace)))
        .extracting(PhoenixAnnotation::targetId, PhoenixAnnotation::label)
        .containsExactly(tuple(trace, "yes"));
    assertThat(client.annotations().ofSessions(project, List.of(session)))
        .extracting(PhoenixAnnotation::targetId, PhoenixAnnotation::score)
        .containsExactly(tuple(session, -1.5));
  }

  @Test
  void replaceOrStandBeside() {
    log(project, span);
    PhoenixAnnotation.Builder builder =
        PhoenixAnnotation.ofSpan(span.spanId(), "quality", AnnotatorKind.CODE);

    String first = client.annotations().add(builder.score(1).build());
    assertThat(client.annotations().add(builder.score(2).build())).isEqualTo(first);
    client.annotations().add(builder.score(3).identifier("second").build());
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId())))
        .extracting(PhoenixAnnotation::identifier, PhoenixAnnotation::score)
        .containsExactlyInAnyOrder(tuple("", 2.0), tuple("second", 3.0));
    assertThat(
            client
                .annotations()
                .of(
                    AnnotationTarget.SPAN,
                    project,
                    List.of(span.spanId()),
                    List.of("other"),
                    List.of()))
        .isEmpty();
  }

  @Test
  void areAddedInChunks() {
    log(project, span);
    List<PhoenixAnnotation> many =
        IntStream.range(0, 250)
            .mapToObj(
                i ->
                    PhoenixAnnotation.ofSpan(span.spanId(), "check " + i, AnnotatorKind.CODE)
                        .score(i)
                        .build())
            .toList();

    assertThat(client.annotations().log(many)).hasSize(250).doesNotHaveDuplicates();
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId())).toList()).hasSize(250);
    client.annotations().enqueue(many);
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId())).toList()).hasSize(250);
  }

  @Test
  void areRefusedForUnknownTargets() {
    PhoenixAnnotation lost =
        PhoenixAnnotation.ofSpan(id(16), "quality", AnnotatorKind.CODE).score(1).build();

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.annotations().add(lost))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .withMessageContaining(lost.targetId());
  }

  @Test
  @Tag("phoenix-only")
  void areDeleted() {
    log(project, span);
    for (String name : List.of("one", "two")) {
      client
          .annotations()
          .add(PhoenixAnnotation.ofSpan(span.spanId(), name, AnnotatorKind.CODE).score(1).build());
    }
    client
        .annotations()
        .delete(AnnotationTarget.SPAN, project, AnnotationSelection.builder().name("one").build());
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId())))
        .extracting(PhoenixAnnotation::name)
        .containsExactly("two");
    client.annotations().delete(AnnotationTarget.SPAN, project, AnnotationSelection.all());
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId()))).isEmpty();
  }

  @Test
  void areTheRowsOfEvaluations() {
    log(project, span);
    List<Map<String, Object>> rows =
        List.of(
            Map.of("context.span_id", span.spanId(), "label", "good", "score", 1),
            Map.of("context.span_id", span.spanId(), "document_position", 0, "score", 0.5),
            Map.of("context.trace_id", trace, "explanation", "fine"));

    assertThat(client.annotations().log(SpanEvaluations.of("relevance", AnnotatorKind.LLM, rows)))
        .hasSize(3);
    assertThat(client.annotations().ofSpans(project, List.of(span.spanId())))
        .extracting(PhoenixAnnotation::label)
        .containsExactly("good");
    assertThat(client.annotations().ofTraces(project, List.of(trace)))
        .extracting(PhoenixAnnotation::explanation)
        .containsExactly("fine");
  }
}
