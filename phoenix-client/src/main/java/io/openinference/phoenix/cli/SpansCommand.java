// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.AnnotationTarget;
import io.openinference.phoenix.PhoenixAnnotation;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.SpanQuery;
import io.openinference.phoenix.SpanTable;
import io.openinference.phoenix.TraceDataset;
import io.openinference.semconv.AnnotatorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for spans. */
@Command(name = "spans", description = "Lists, queries, exports, imports and annotates spans.")
final class SpansCommand {

  private static final List<String> COLUMNS =
      List.of(
          "start_time",
          "span_kind",
          "name",
          "status_code",
          "latency_ms",
          "input",
          "output",
          "span_id");

  private SpansCommand() {}

  @Command(name = "list", description = "Lists the spans of a project, the newest first.")
  int list(
      @Mixin ServerOptions server,
      @Mixin SpanSelection selection,
      @Option(
              names = "--limit",
              defaultValue = "50",
              description = "The greatest number: ${DEFAULT-VALUE}.")
          int limit,
      @Parameters(paramLabel = "PROJECT") String project) {
    server.print(
        COLUMNS, selection.spans(server.client(), project).limit(limit).map(SpansCommand::row));
    return 0;
  }

  @Command(name = "query", description = "Prints a table of the spans that a condition selects.")
  int query(
      @Mixin ServerOptions server,
      @Option(names = "--where", description = "Such as: span_kind == 'LLM' and latency_ms > 1000.")
          @Nullable String where,
      @Option(names = "--select", split = ",", description = "The columns.")
          @Nullable List<String> select,
      @Option(
              names = "--limit",
              defaultValue = "1000",
              description = "The greatest number: ${DEFAULT-VALUE}.")
          int limit,
      @Parameters(paramLabel = "PROJECT") String project) {
    SpanQuery.Builder query = SpanQuery.builder().limit(limit);
    if (where != null) {
      query.where(where);
    }
    if (select != null) {
      query.select(select.toArray(new String[0]));
    }
    SpanTable table = server.client().spans().query(project, query.build());
    server.print(table.columns(), table.rows().stream());
    return 0;
  }

  @Command(
      name = "export",
      description = "Saves spans as OTLP JSON Lines, and annotations in a file beside them.")
  int export(
      @Mixin ServerOptions server,
      @Mixin SpanSelection selection,
      @Parameters(paramLabel = "PROJECT") String project,
      @Parameters(paramLabel = "FILE") Path file)
      throws IOException {
    PhoenixClient client = server.client();
    TraceDataset traces =
        TraceDataset.read(client, project, selection.filter())
            .filter(selection.condition(client, project));
    traces.save(file);
    server.say(traces.size() + " spans, " + traces.annotations().size() + " annotations: " + file);
    return 0;
  }

  @Command(name = "import", description = "Sends the spans of a file to a project, under new ids.")
  int load(
      @Mixin ServerOptions server,
      @Parameters(paramLabel = "FILE") Path file,
      @Parameters(paramLabel = "PROJECT") String project)
      throws IOException {
    TraceDataset traces = TraceDataset.load(file).log(server.client(), project);
    server.say(traces.size() + " spans, " + traces.annotations().size() + " annotations");
    return 0;
  }

  @Command(name = "annotate", description = "Annotates a span.")
  int annotate(
      @Mixin ServerOptions server,
      @Option(names = "--label") @Nullable String label,
      @Option(names = "--score") @Nullable Double score,
      @Option(names = "--explanation") @Nullable String explanation,
      @Option(names = "--kind", defaultValue = "HUMAN", description = "${COMPLETION-CANDIDATES}")
          AnnotatorKind kind,
      @Parameters(paramLabel = "SPAN_ID") String spanId,
      @Parameters(paramLabel = "NAME") String name) {
    PhoenixAnnotation.Builder annotation =
        PhoenixAnnotation.ofSpan(spanId, name, kind).label(label).score(score);
    if (label == null && score == null && explanation == null) {
      throw new IllegalArgumentException("Give --label, --score or --explanation.");
    }
    server.say(server.client().annotations().add(annotation.explanation(explanation).build()));
    return 0;
  }

  @Command(name = "annotations", description = "Lists the annotations of spans.")
  int annotations(
      @Mixin ServerOptions server,
      @Parameters(paramLabel = "PROJECT") String project,
      @Parameters(paramLabel = "SPAN_ID", arity = "1..*") List<String> spanIds) {
    server.print(
        List.of("span_id", "name", "annotator_kind", "label", "score", "explanation"),
        server
            .client()
            .annotations()
            .of(AnnotationTarget.SPAN, project, spanIds, List.of(), List.of())
            .stream()
            .map(SpansCommand::row));
    return 0;
  }

  @Command(name = "delete", description = "Deletes spans.")
  int delete(
      @Mixin ServerOptions server,
      @Parameters(paramLabel = "SPAN_ID", arity = "1..*") List<String> spanIds) {
    PhoenixClient client = server.client();
    spanIds.forEach(client.spans()::delete);
    return 0;
  }

  private static Map<String, @Nullable Object> row(PhoenixSpan span) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("start_time", span.startTime());
    row.put("span_kind", span.spanKind());
    row.put("name", span.name());
    row.put("status_code", span.statusCode());
    row.put("latency_ms", span.latency().toNanos() / 1e6);
    row.put("input", span.attribute("input.value"));
    row.put("output", span.attribute("output.value"));
    row.put("span_id", span.spanId());
    row.put("trace_id", span.traceId());
    row.put("parent_id", span.parentId());
    row.put("status_message", span.statusMessage());
    row.put("attributes", span.attributes());
    return row;
  }

  private static Map<String, @Nullable Object> row(PhoenixAnnotation annotation) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("span_id", annotation.targetId());
    row.put("name", annotation.name());
    row.put("annotator_kind", annotation.annotatorKind());
    row.put("label", annotation.label());
    row.put("score", annotation.score());
    row.put("explanation", annotation.explanation());
    // For programs; the table has no columns for these.
    row.put("metadata", annotation.metadata());
    row.put("identifier", annotation.identifier());
    row.put("id", annotation.id());
    return row;
  }
}
