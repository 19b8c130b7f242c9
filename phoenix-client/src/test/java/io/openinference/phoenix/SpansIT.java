// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans as a server keeps them. */
class SpansIT extends AbstractPhoenixIT {

  private final String project = unique("spans");
  private final String trace = id(32);
  private final PhoenixSpan root =
      span(trace, "answer", OpenInferenceSpanKind.CHAIN)
          .attribute("input.value", "hi ünï 'quoted'")
          .attribute("output.value", "hello")
          .attribute("metadata", Map.of("channel", "web", "tries", 2))
          .event("retry", START.plusMillis(10), Map.of("reason", "busy"))
          .build();
  private final PhoenixSpan retriever =
      span(trace, "search", OpenInferenceSpanKind.RETRIEVER)
          .parentId(root.spanId())
          .time(START.plusMillis(100), START.plusMillis(600))
          .attribute("input.value", "query")
          .attribute(
              "retrieval.documents",
              List.of(
                  Map.of("document.content", "one", "document.score", 0.5),
                  Map.of("document.content", "two")))
          .build();
  private final PhoenixSpan call =
      span(trace, "chat", OpenInferenceSpanKind.LLM)
          .parentId(root.spanId())
          .time(START.plusSeconds(5), START.plusSeconds(8))
          .status("ERROR", "rate limit")
          .attribute("llm.model_name", "gpt-4o")
          .attribute("llm.token_count.total", 135)
          .build();

  @Test
  void areReadAsTheyWereLogged() {
    log(project, root, retriever, call);

    List<PhoenixSpan> spans = client.spans().list(project).toList();
    assertThat(spans)
        .extracting(PhoenixSpan::name)
        .containsExactlyInAnyOrder("answer", "search", "chat");
    PhoenixSpan read = byId(spans, root);
    assertThat(read.traceId()).isEqualTo(trace);
    assertThat(read.parentId()).isNull();
    assertThat(read.spanKind()).isEqualTo("CHAIN");
    assertThat(read.statusCode()).isEqualTo("OK");
    assertThat(read.startTime()).isEqualTo(START);
    assertThat(read.latency()).isEqualTo(Duration.ofSeconds(1));
    // The viewer tells the kind among the attributes as well.
    assertThat(read.attributes()).containsAllEntriesOf(root.attributes());
    assertThat(read.events()).hasSize(1);
    assertThat(read.events().get(0))
        .containsEntry("name", "retry")
        .containsEntry("attributes", Map.of("reason", "busy"));
    assertThat(byId(spans, call).statusMessage()).isEqualTo("rate limit");
    assertThat(byId(spans, retriever).attributes())
        .containsEntry("retrieval.documents.1.document.content", "two");
  }

  @Test
  void passFilters() {
    log(project, root, retriever, call);

    assertThat(names(SpanFilter.builder().rootsOnly())).containsExactly("answer");
    assertThat(names(SpanFilter.builder().parentId(root.spanId())))
        .containsExactlyInAnyOrder("search", "chat");
    assertThat(
            names(
                SpanFilter.builder()
                    .kind(OpenInferenceSpanKind.LLM)
                    .kind(OpenInferenceSpanKind.CHAIN)))
        .containsExactlyInAnyOrder("answer", "chat");
    assertThat(names(SpanFilter.builder().name("search"))).containsExactly("search");
    assertThat(names(SpanFilter.builder().statusCode("ERROR"))).containsExactly("chat");
    assertThat(names(SpanFilter.builder().attribute("llm.token_count.total", 135)))
        .containsExactly("chat");
    assertThat(names(SpanFilter.builder().attribute("llm.model_name", "gpt-4o")))
        .containsExactly("chat");
    assertThat(names(SpanFilter.builder().attribute("input.value", "query")))
        .containsExactly("search");
    assertThat(names(SpanFilter.builder().traceId(trace).spanId(call.spanId())))
        .containsExactly("chat");
    assertThat(names(SpanFilter.builder().traceId(id(32)))).isEmpty();
    assertThat(names(SpanFilter.builder().from(START.plusSeconds(5)))).containsExactly("chat");
    assertThat(names(SpanFilter.builder().until(START.plusMillis(100)))).containsExactly("answer");
  }

  @Test
  void areSelectedIntoTables() {
    log(project, root, retriever, call);
    client
        .annotations()
        .add(
            PhoenixAnnotation.ofSpan(call.spanId(), "it's good", AnnotatorKind.LLM)
                .score(0.25)
                .build());

    SpanTable all = client.spans().query(project, SpanQuery.all());
    assertThat(all.size()).isEqualTo(3);
    assertThat(all.index()).containsExactly("context.span_id");
    assertThat(all.columns()).contains("name", "start_time", "attributes.input.value");

    SpanTable bad =
        client
            .spans()
            .query(
                project,
                SpanQuery.builder()
                    .where("span_kind == 'LLM' and annotations[\"it's good\"].score < 0.5")
                    .select("name", "llm.token_count.total", "trace_id")
                    .rename("llm.token_count.total", "tokens")
                    .build());
    assertThat(bad.rows())
        .containsExactly(
            Map.of(
                "context.span_id",
                call.spanId(),
                "name",
                "chat",
                "tokens",
                135,
                "context.trace_id",
                trace));
    SpanCondition typed =
        SpanCondition.kind(OpenInferenceSpanKind.LLM)
            .and(SpanCondition.score("it's good").isLessThan(0.5))
            .and(SpanCondition.slowerThan(Duration.ofSeconds(2)))
            .and(
                SpanCondition.attribute("llm.model_name")
                    .contains("gpt")
                    .or(SpanCondition.isRoot()))
            .and(SpanCondition.field("name").isNot("x"))
            .and(SpanCondition.label("it's good").isMissing().not().not())
            .and(SpanCondition.hasError());
    assertThat(ids(SpanQuery.builder().where(typed))).containsExactly(call.spanId());
    SpanCondition quoted = SpanCondition.attribute("input.value").is("hi ünï 'quoted'");
    assertThat(ids(SpanQuery.builder().where(quoted))).containsExactly(root.spanId());
    SpanCondition deep = SpanCondition.attribute("metadata.tries").is(2);
    assertThat(ids(SpanQuery.builder().where(deep))).containsExactly(root.spanId());
    assertThat(ids(SpanQuery.builder().from(START.plusSeconds(1)).until(START.plusSeconds(9))))
        .containsExactly(call.spanId());
    assertThat(ids(SpanQuery.builder().limit(1))).hasSize(1);
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> ids(SpanQuery.builder().where("span_kind = 3")))
        .satisfies(e -> assertThat(e.status()).isBetween(400, 422))
        .satisfies(e -> assertThat(e.serverMessage()).isNotEmpty());
  }

  /** The viewer does not serve these two. */
  @Test
  @Tag("phoenix-only")
  void areExplodedAndJoined() {
    log(project, root, retriever, call);

    Map<String, String> columns =
        Map.of("reference", "document.content", "score", "document.score");
    SpanTable documents =
        client
            .spans()
            .query(
                project,
                SpanQuery.builder()
                    .where(SpanCondition.kind(OpenInferenceSpanKind.RETRIEVER))
                    .select("input.value")
                    .explode("retrieval.documents", columns)
                    .build());
    assertThat(documents.index()).containsExactly("context.span_id", "document_position");
    assertThat(documents.column("reference")).containsExactly("one", "two");
    assertThat(documents.column("score")).containsExactly(0.5, null);
    assertThat(documents.column("document_position")).containsExactly(0, 1);
    assertThat(documents.column("input.value")).containsExactly("query", "query");

    SpanTable joined =
        client
            .spans()
            .query(
                project,
                SpanQuery.builder()
                    .concat("retrieval.documents", Map.of("reference", "document.content"), " | ")
                    .index("trace_id")
                    .build());
    assertThat(joined.index()).containsExactly("context.trace_id");
    assertThat(joined.column("reference")).containsExactly("one | two");
  }

  /** The viewer neither deletes spans nor refuses those that are there. */
  @Test
  @Tag("phoenix-only")
  void areLoggedAllOrNone() {
    log(project, root);

    PhoenixSpan other = span(trace, "other", OpenInferenceSpanKind.TOOL).build();
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.spans().log(project, List.of(other, root)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400))
        .withMessageContaining("POST " + url() + "/v1/projects/" + project + "/spans")
        .withMessageContaining(root.spanId());
    assertThat(client.spans().list(project).toList()).hasSize(1);
    assertThat(client.spans().log(project, List.of())).isZero();
  }

  @Test
  void areNoted() {
    log(project, root, retriever);

    client.spans().addNote(root.spanId(), "Look here: ünï.");
    client.spans().addNote(root.spanId(), "And here.");
    assertThat(
            client
                .annotations()
                .of(
                    AnnotationTarget.SPAN,
                    project,
                    List.of(root.spanId()),
                    List.of("note"),
                    List.of()))
        .extracting(PhoenixAnnotation::explanation)
        .containsExactlyInAnyOrder("Look here: ünï.", "And here.");
  }

  @Test
  @Tag("phoenix-only")
  void areSortedAndDeleted() {
    log(project, call, root, retriever);

    assertThat(names(SpanFilter.builder().oldestFirst()))
        .containsExactly("answer", "search", "chat");
    assertThat(names(SpanFilter.builder().newestFirst()))
        .containsExactly("chat", "search", "answer");
    client.spans().delete(call.spanId());
    client.spans().delete(root.spanId());
    assertThat(client.spans().list(project))
        .extracting(PhoenixSpan::name)
        .containsExactlyInAnyOrder("search");
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.spans().delete(root.spanId()))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void areLoggedAgainUnderNewIds(@TempDir Path folder) throws IOException {
    log(project, root, retriever, call);
    client
        .annotations()
        .add(
            PhoenixAnnotation.ofSpan(call.spanId(), "quality", AnnotatorKind.LLM)
                .label("bad")
                .build());
    Path file = folder.resolve("spans.jsonl");
    TraceDataset.read(client, project, SpanFilter.all()).save(file);

    String copied = unique("copied");
    TraceDataset copy = TraceDataset.load(file).log(client, copied);
    await(() -> client.spans().list(copied).toList().size() == 3);
    PhoenixSpan newCall =
        client.spans().list(copied, SpanFilter.builder().name("chat").build()).iterator().next();
    assertThat(newCall.spanId()).isNotEqualTo(call.spanId());
    assertThat(newCall.attributes()).containsAllEntriesOf(call.attributes());
    assertThat(newCall.parentId()).isNotNull().isNotEqualTo(root.spanId());
    assertThat(copy.annotations()).hasSize(1);
    await(
        () -> client.annotations().ofSpans(copied, List.of(newCall.spanId())).toList().size() == 1);
  }

  @Test
  void areReadPageByPage() {
    PhoenixSpan[] many = new PhoenixSpan[250];
    for (int i = 0; i < many.length; i++) {
      many[i] = span(trace, "span " + i, OpenInferenceSpanKind.CHAIN).build();
    }
    log(project, many);

    assertThat(client.spans().list(project).stream().map(PhoenixSpan::name).distinct())
        .hasSize(250);
  }

  /** The viewer neither deletes spans nor refuses those that are there. */
  @Test
  @Tag("phoenix-only")
  void stayCompleteWhileTheListChanges() {
    PhoenixSpan[] many = new PhoenixSpan[250];
    for (int i = 0; i < many.length; i++) {
      many[i] = span(trace, "span " + i, OpenInferenceSpanKind.CHAIN).build();
    }
    log(project, many);

    List<String> read = new ArrayList<>();
    for (PhoenixSpan span : client.spans().list(project)) {
      read.add(span.name());
      if (read.size() == 150) {
        log(project, span(trace, "late", OpenInferenceSpanKind.CHAIN).build());
        client.spans().delete(span.spanId());
      }
    }
    assertThat(read).doesNotHaveDuplicates();
    assertThat(read.stream().filter(name -> !name.equals("late"))).hasSize(250);
  }

  @Test
  void areThereInProjectsWithAnyName() {
    String name = unique("a/b?c#d%20 ünï");
    log(name, root);

    assertThat(client.spans().list(name)).extracting(PhoenixSpan::name).containsExactly("answer");
    assertThat(client.spans().query(name, SpanQuery.all()).size()).isEqualTo(1);
    assertThat(client.projects().get(name).name()).isEqualTo(name);
    client.projects().delete(name);
    assertThat(client.projects().find(name)).isEmpty();
  }

  private List<String> names(SpanFilter.Builder filter) {
    return client.spans().list(project, filter.build()).stream().map(PhoenixSpan::name).toList();
  }

  private List<Object> ids(SpanQuery.Builder query) {
    return client.spans().query(project, query.build()).column("context.span_id");
  }

  private static PhoenixSpan byId(List<PhoenixSpan> spans, PhoenixSpan span) {
    return spans.stream()
        .filter(each -> each.spanId().equals(span.spanId()))
        .findFirst()
        .orElseThrow();
  }
}
