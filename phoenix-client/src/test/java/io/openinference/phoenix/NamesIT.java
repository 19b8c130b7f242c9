// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that have a meaning in URLs, or that are long. */
@Tag("phoenix-only")
class NamesIT extends AbstractPhoenixIT {

  static Stream<String> names() {
    return Stream.concat(
        Stream.of(
                "ünï 名前 😀",
                "a/b",
                "100%",
                "%2F",
                "q?x=1&y#z",
                " spaces ",
                "../x",
                "back\\slash",
                "a+b;c",
                "'quote\"",
                "{}",
                "$1",
                "x".repeat(2_000))
            .map(AbstractPhoenixIT::unique),
        Stream.of("..", "."));
  }

  @ParameterizedTest
  @MethodSource("names")
  void areKeptForProjectsSpansAndAnnotations(String name) {
    PhoenixSpan span = span(id(32), name, OpenInferenceSpanKind.CHAIN).build();
    log(name, span);

    assertThat(client.projects().get(name).name()).isEqualTo(name);
    assertThat(client.spans().list(name, SpanFilter.builder().name(name).build())).hasSize(1);
    assertThat(
            client.spans().query(name, SpanQuery.builder().select("name").build()).column("name"))
        .containsExactly(name);
    assertThat(client.traces().list(name)).hasSize(1);
    PhoenixAnnotation annotation =
        PhoenixAnnotation.ofSpan(span.spanId(), name, AnnotatorKind.CODE)
            .label(name)
            .identifier(name)
            .build();
    assertThat(client.annotations().add(annotation)).isNotEmpty();
    assertThat(
            client
                .annotations()
                .of(AnnotationTarget.SPAN, name, List.of(span.spanId()), List.of(name), List.of()))
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo(name))
        .satisfies(each -> assertThat(each.label()).isEqualTo(name))
        .satisfies(each -> assertThat(each.identifier()).isEqualTo(name));
    client
        .annotations()
        .delete(
            AnnotationTarget.SPAN,
            name,
            AnnotationSelection.builder().name(name).identifier(name).build());
    assertThat(client.annotations().ofSpans(name, List.of(span.spanId()))).isEmpty();

    client.projects().delete(name);
    assertThat(client.projects().find(name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void areKeptForDatasetsAndExperiments(String name) {
    DatasetExample example = DatasetExample.of(Map.of("q", name), Map.of(name, 1));
    assertThat(client.datasets().create(name, List.of(example)).name()).isEqualTo(name);

    Dataset dataset = client.datasets().get(name);
    assertThat(dataset.examples().get(0).output()).isEqualTo(Map.of(name, 1));
    ExperimentSettings settings = ExperimentSettings.builder().name(name).build();
    assertThat(client.experiments().create(name, settings).name()).isEqualTo(name);
    assertThat(client.experiments().list(name)).extracting(Experiment::name).containsExactly(name);
    DatasetLabel label = client.datasets().labels().create(name, "#ffffff", name);
    client.datasets().labels().add(name, label.id());
    assertThat(client.datasets().labels().of(name)).containsExactly(label);
    client.datasets().labels().delete(label.id());
    DatasetSplits splits = client.datasets().splits(name);
    DatasetSplit split = splits.create(name, List.of(dataset.examples().get(0).nodeId()));
    assertThat(client.datasets().get(name, null, List.of(name)).examples()).hasSize(1);
    splits.delete(split.id());

    client.datasets().delete(name);
    assertThat(client.datasets().find(name)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void areKeptForSessions(String name) {
    String project = unique("sessions");
    // Phoenix cuts spaces off.
    String session = unique("of/" + name).strip();
    log(
        project,
        span(id(32), "turn", OpenInferenceSpanKind.CHAIN)
            .attribute("session.id", session)
            .attribute("input.value", "Hi")
            .build());

    PhoenixSession found = client.sessions().get(session);
    assertThat(found.sessionId()).isEqualTo(session);
    assertThat(client.sessions().turns(session)).hasSize(1);
    assertThat(
            client
                .annotations()
                .add(
                    PhoenixAnnotation.ofSession(session, "mood", AnnotatorKind.HUMAN)
                        .score(1)
                        .build()))
        .isNotEmpty();
    assertThat(client.annotations().ofSessions(project, List.of(session))).hasSize(1);
    client.sessions().delete(session);
    assertThat(client.sessions().list(project)).isEmpty();
  }
}
