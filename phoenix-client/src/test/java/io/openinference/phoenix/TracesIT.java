// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Traces, sessions and projects as a server keeps them. */
class TracesIT extends AbstractPhoenixIT {

  private final String project = unique("traced");
  private final String session = unique("chat");
  private final String first = id(32);
  private final String second = id(32);

  private void logTwoTraces() {
    PhoenixSpan root = root(first, "hi", "hello").build();
    log(
        project,
        root,
        span(first, "chat", OpenInferenceSpanKind.LLM)
            .parentId(root.spanId())
            .attribute("llm.token_count.prompt", 100)
            .attribute("llm.token_count.completion", 35)
            .build(),
        root(second, "and?", "bye").time(START.plusSeconds(60), START.plusSeconds(70)).build());
  }

  private PhoenixSpan.Builder root(String trace, String input, String output) {
    return span(trace, "answer", OpenInferenceSpanKind.CHAIN)
        .attribute("session.id", session)
        .attribute("input.value", input)
        .attribute("output.value", output);
  }

  @Test
  void areListed() {
    logTwoTraces();

    List<PhoenixTrace> traces =
        client.traces().list(project, TraceFilter.builder().withSpans().build()).toList();
    assertThat(traces).extracting(PhoenixTrace::traceId).containsExactlyInAnyOrder(first, second);
    PhoenixTrace one = traces.get(traces.get(0).traceId().equals(first) ? 0 : 1);
    assertThat(one.spans())
        .extracting(span -> span.get("name"))
        .containsExactlyInAnyOrder("answer", "chat");
    assertThat(one.startTime()).isEqualTo(START);
    assertThat(client.traces().list(project)).hasSize(2);
    assertThat(list(TraceFilter.builder().sessionId(session))).hasSize(2);

    client.traces().addNote(first, "Look here.");
  }

  @Test
  @Tag("phoenix-only")
  void haveTokensAndMoveToOtherProjects() {
    logTwoTraces();
    String other = unique("other");
    client.projects().create(other);

    assertThat(list(TraceFilter.builder().slowestFirst())).containsExactly(second, first);
    assertThat(list(TraceFilter.builder().newestFirst())).containsExactly(second, first);
    assertThat(list(TraceFilter.builder().from(START.plusSeconds(1)))).containsExactly(second);
    assertThat(list(TraceFilter.builder().until(START.plusSeconds(1)))).containsExactly(first);
    PhoenixTrace trace =
        client
            .traces()
            .list(project, TraceFilter.builder().oldestFirst().build())
            .iterator()
            .next();
    assertThat(trace.promptTokens()).isEqualTo(100);
    assertThat(trace.completionTokens()).isEqualTo(35);
    assertThat(trace.totalTokens()).isEqualTo(135);
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> list(TraceFilter.builder().where("nonsense ==")))
        .satisfies(e -> assertThat(e.status()).isBetween(400, 422));
    assertThat(client.traces().transfer(List.of(first), other)).isEqualTo(1);
    assertThat(client.traces().list(other))
        .extracting(PhoenixTrace::traceId)
        .containsExactly(first);
    client.traces().delete(second);
    assertThat(client.traces().list(project)).isEmpty();
    client.traces().deleteAll(other, START, START.plusSeconds(3600));
    assertThat(client.traces().list(other)).isEmpty();
  }

  @Test
  @Tag("phoenix-only")
  void areDeleted() {
    logTwoTraces();

    client.traces().delete(first);
    assertThat(client.traces().list(project))
        .extracting(PhoenixTrace::traceId)
        .containsExactly(second);
  }

  @Test
  void makeSessionsWithTurns() {
    logTwoTraces();

    assertThat(client.sessions().list(project))
        .extracting(PhoenixSession::sessionId)
        .containsExactly(session);
    PhoenixSession found = client.sessions().get(session);
    assertThat(found.traceIds()).containsExactlyInAnyOrder(first, second);
    assertThat(found.startTime()).isEqualTo(START);
    assertThat(client.sessions().turns(session))
        .extracting(SessionTurn::input, SessionTurn::output)
        .containsExactly(tuple("hi", "hello"), tuple("and?", "bye"));

    client.sessions().delete(session);
    assertThat(client.sessions().list(project)).isEmpty();
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.sessions().get(session))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  @Tag("phoenix-only")
  void haveNotesOfSessions() {
    logTwoTraces();

    client.sessions().addNote(session, "Angry.");
    assertThat(
            client
                .annotations()
                .of(
                    AnnotationTarget.SESSION,
                    project,
                    List.of(session),
                    List.of("note"),
                    List.of()))
        .extracting(PhoenixAnnotation::explanation)
        .containsExactly("Angry.");
    client.sessions().deleteAll(List.of(session));
    assertThat(client.sessions().list(project)).isEmpty();
  }

  @Test
  void belongToProjects() {
    Project created = client.projects().create(project);
    assertThat(created.name()).isEqualTo(project);
    assertThat(client.projects().get(project)).isEqualTo(created);
    assertThat(client.projects().get(created.id())).isEqualTo(created);
    assertThat(client.projects().find(project)).contains(created);
    assertThat(client.projects().list()).contains(created);
    client.projects().delete(project);
    assertThat(client.projects().find(project)).isEmpty();
  }

  @Test
  @Tag("phoenix-only")
  void belongToProjectsWithDescriptions() {
    assertThat(client.projects().create(project, "of ünï").description()).isEqualTo("of ünï");
    assertThat(client.projects().update(project, "new").description()).isEqualTo("new");
    assertThat(client.projects().get(project).description()).isEqualTo("new");
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.projects().create(project))
        .satisfies(e -> assertThat(e.status()).isEqualTo(409));
    assertThat(
            client
                .projects()
                .list(ProjectFilter.builder().nameContains(project.substring(1)).build()))
        .extracting(Project::name)
        .containsExactly(project);
  }

  private List<String> list(TraceFilter.Builder filter) {
    return client.traces().list(project, filter.build()).stream()
        .map(PhoenixTrace::traceId)
        .toList();
  }
}
