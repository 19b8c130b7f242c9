// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.SpanFilter;
import io.openinference.phoenix.SpanQuery;
import io.openinference.phoenix.SpanTable;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that select spans. */
final class SpanSelection {

  @Option(names = "--kind", description = "Spans of this kind: ${COMPLETION-CANDIDATES}.")
  private List<OpenInferenceSpanKind> kinds = List.of();

  @Option(names = "--name", description = "Spans with this name.")
  private List<String> names = List.of();

  @Option(names = "--status", description = "Spans with this status: OK, ERROR or UNSET.")
  private List<String> statusCodes = List.of();

  @Option(names = "--trace", paramLabel = "ID", description = "Spans of this trace.")
  private List<String> traceIds = List.of();

  @Option(names = "--attribute", paramLabel = "KEY=VALUE", description = "Spans with this text.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(names = "--roots", description = "Only spans without a parent.")
  private boolean roots;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Spans that start since then: 2026-01-31T00:00:00Z, or 7d, 12h, 30m ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Spans that start before then.")
  private @Nullable String until;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Spans that meet this condition too: \"annotations['quality'].score < 0.5\".")
  private @Nullable String where;

  SpanSelection() {}

  /** Returns the spans, read page by page. */
  Stream<PhoenixSpan> spans(PhoenixClient client, String project) {
    return client.spans().list(project, filter()).stream().filter(condition(client, project));
  }

  /** Returns the condition, which is asked for as a whole. */
  Predicate<PhoenixSpan> condition(PhoenixClient client, String project) {
    if (where == null) {
      return span -> true;
    }
    SpanQuery.Builder query = SpanQuery.builder().where(where).select("name");
    if (since != null) {
      query.from(time(since));
    }
    if (until != null) {
      query.until(time(until));
    }
    SpanTable table = client.spans().query(project, query.limit(Integer.MAX_VALUE).build());
    Set<String> ids = new HashSet<>();
    table.rows().forEach(row -> ids.add(String.valueOf(row.get("context.span_id"))));
    return span -> ids.contains(span.spanId());
  }

  SpanFilter filter() {
    SpanFilter.Builder filter = SpanFilter.builder();
    kinds.forEach(filter::kind);
    names.forEach(filter::name);
    statusCodes.forEach(filter::statusCode);
    traceIds.forEach(filter::traceId);
    attributes.forEach(filter::attribute);
    if (roots) {
      filter.rootsOnly();
    }
    if (since != null) {
      filter.from(time(since));
    }
    if (until != null) {
      filter.until(time(until));
    }
    return filter.build();
  }

  /** Reads a time, or an age such as {@code 7d}. */
  static Instant time(String text) {
    try {
      if (text.matches("\\d+[dhm]")) {
        String iso = text.endsWith("d") ? "P" + text : "PT" + text;
        return Instant.now().minus(Duration.parse(iso));
      }
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          text + " is no time. Write 2026-01-31T00:00:00Z, 7d, 12h or 30m.");
    }
  }
}
