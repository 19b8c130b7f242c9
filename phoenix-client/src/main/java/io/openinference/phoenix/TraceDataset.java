// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spans in memory, with their annotations: a table to look into, to filter, to save and to load.
 *
 * <pre>{@code
 * TraceDataset traces = TraceDataset.read(client, "support-bot", SpanFilter.all());
 * traces.filter(span -> span.statusCode().equals("ERROR")).save(Path.of("errors.jsonl"));
 * TraceDataset.load(Path.of("errors.jsonl")).log(client, "errors");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TraceDataset {

  /** Spans in one request. A span may hold whole conversations, and servers have a limit. */
  private static final int CHUNK = 200;

  private static final SplittableRandom random = new SplittableRandom();

  private final List<PhoenixSpan> spans;
  private final List<PhoenixAnnotation> annotations;

  private TraceDataset(Collection<PhoenixSpan> spans, Collection<PhoenixAnnotation> annotations) {
    this.spans = List.copyOf(spans);
    this.annotations = List.copyOf(annotations);
  }

  /** Returns a dataset of spans. */
  public static TraceDataset of(Collection<PhoenixSpan> spans) {
    return new TraceDataset(spans, List.of());
  }

  /** Returns a dataset of spans with annotations of them and of their traces. */
  public static TraceDataset of(
      Collection<PhoenixSpan> spans, Collection<PhoenixAnnotation> annotations) {
    return new TraceDataset(spans, annotations);
  }

  /** Reads spans of a project, with their annotations and those of their traces. */
  public static TraceDataset read(PhoenixClient client, String project, SpanFilter filter) {
    List<PhoenixSpan> spans = client.spans().list(project, filter).toList();
    List<PhoenixAnnotation> annotations = new ArrayList<>();
    Annotations calls = client.annotations();
    calls.ofSpans(project, ids(spans, true)).forEach(annotations::add);
    calls.ofTraces(project, ids(spans, false)).forEach(annotations::add);
    return new TraceDataset(spans, annotations);
  }

  /**
   * Loads spans from OTLP JSON Lines: what {@link #save} or the file exporter of the OpenTelemetry
   * Collector wrote. Annotations come from the file beside it, if there is one. Attributes of
   * resources and scopes are dropped, as Phoenix drops them.
   *
   * @throws IOException if the file cannot be read, or is no OTLP JSON; the message names the line
   */
  public static TraceDataset load(Path file) throws IOException {
    return new TraceDataset(
        new OtlpJsonLines().read(file), AnnotationLines.read(AnnotationLines.beside(file)));
  }

  /**
   * Saves the spans as OTLP JSON Lines, and annotations into a file beside it: {@code
   * errors.annotations.jsonl} beside {@code errors.jsonl}.
   */
  public void save(Path file) throws IOException {
    new OtlpJsonLines().write(spans, file);
    AnnotationLines.write(annotations, AnnotationLines.beside(file));
  }

  /** Returns the spans. */
  public List<PhoenixSpan> spans() {
    return spans;
  }

  /** Returns the annotations. */
  public List<PhoenixAnnotation> annotations() {
    return annotations;
  }

  /** Returns the number of spans. */
  public int size() {
    return spans.size();
  }

  /** Returns the spans that pass, with the annotations of these spans and of their traces. */
  public TraceDataset filter(Predicate<? super PhoenixSpan> condition) {
    List<PhoenixSpan> passed = spans.stream().filter(condition).toList();
    Set<String> ids = new HashSet<>(ids(passed, true));
    ids.addAll(ids(passed, false));
    return new TraceDataset(
        passed, annotations.stream().filter(each -> ids.contains(each.targetId())).toList());
  }

  /**
   * Returns the columns with their types: {@code name}, {@code span_kind}, {@code start_time} and
   * so on, {@code attributes.} with each key, and {@code annotations.} with each name and {@code
   * .label} or {@code .score}.
   */
  public Map<String, ColumnType> columns() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows()) {
      row.forEach(
          (name, value) -> {
            if (value != null) {
              columns.put(name, ColumnType.of(value).with(columns.get(name)));
            }
          });
    }
    return Collections.unmodifiableMap(columns);
  }

  /** Returns the values of a column: texts, numbers, booleans, {@link Instant}s, lists or null. */
  public List<@Nullable Object> column(String name) {
    List<@Nullable Object> values = new ArrayList<>();
    rows().forEach(row -> values.add(row.get(name)));
    return Collections.unmodifiableList(values);
  }

  /** Returns a row for each span, with its values by the names of the columns. */
  public List<Map<String, @Nullable Object>> rows() {
    Map<String, List<PhoenixAnnotation>> byTarget = new HashMap<>();
    for (PhoenixAnnotation annotation : annotations) {
      if (annotation.target() == AnnotationTarget.SPAN) {
        byTarget.computeIfAbsent(annotation.targetId(), id -> new ArrayList<>()).add(annotation);
      }
    }
    return spans.stream()
        .map(span -> row(span, byTarget.getOrDefault(span.spanId(), List.of())))
        .toList();
  }

  /** Returns the same spans and annotations under new ids of spans and traces. */
  public TraceDataset withNewIds() {
    Map<String, String> traces = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    for (PhoenixSpan span : spans) {
      traces.computeIfAbsent(span.traceId(), id -> newId(32));
      ids.put(span.spanId(), newId(16));
    }
    List<PhoenixSpan> copies = new ArrayList<>();
    for (PhoenixSpan span : spans) {
      String parent = span.parentId();
      copies.add(
          span.toBuilder()
              .ids(renamed(traces, span.traceId()), renamed(ids, span.spanId()))
              .parentId(parent == null ? null : renamed(ids, parent))
              .build());
    }
    return new TraceDataset(
        copies,
        annotations.stream()
            .map(each -> each.withTargetId(renamed(traces, renamed(ids, each.targetId()))))
            .toList());
  }

  /**
   * Sends the spans to a project under new ids, so that they do not collide with those that are
   * there, and then the annotations. They go in requests of 200 spans, each of which is done as a
   * whole or not at all. The server may take a moment until it shows them.
   *
   * @return what was sent, with the new ids
   */
  public TraceDataset log(PhoenixClient client, String project) {
    TraceDataset copy = withNewIds();
    for (int i = 0; i < copy.spans.size(); i += CHUNK) {
      client.spans().log(project, copy.spans.subList(i, Math.min(copy.spans.size(), i + CHUNK)));
    }
    client.annotations().enqueue(copy.annotations);
    return copy;
  }

  private static String renamed(Map<String, String> names, String id) {
    // The parent of a span may not be among the spans.
    return names.getOrDefault(id, id);
  }

  private static String newId(int digits) {
    StringBuilder id = new StringBuilder(digits);
    synchronized (random) {
      while (id.length() < digits) {
        id.append(String.format("%016x", random.nextLong()));
      }
    }
    return id.toString();
  }

  private static List<String> ids(List<PhoenixSpan> spans, boolean ofSpans) {
    return spans.stream().map(span -> ofSpans ? span.spanId() : span.traceId()).distinct().toList();
  }

  private static Map<String, @Nullable Object> row(
      PhoenixSpan span, List<PhoenixAnnotation> annotations) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("context.span_id", span.spanId());
    row.put("context.trace_id", span.traceId());
    row.put("parent_id", span.parentId());
    row.put("name", span.name());
    row.put("span_kind", span.spanKind());
    row.put("status_code", span.statusCode());
    row.put("status_message", span.statusMessage());
    row.put("start_time", span.startTime());
    row.put("end_time", span.endTime());
    row.put("latency_ms", span.latency().toNanos() / 1e6);
    span.attributes().forEach((key, value) -> row.put("attributes." + key, value));
    for (PhoenixAnnotation annotation : annotations) {
      String prefix = "annotations." + annotation.name();
      row.put(prefix + ".label", annotation.label());
      row.put(prefix + ".score", annotation.score());
    }
    return Collections.unmodifiableMap(row);
  }

  /** Shows names and counts only, because values may hold content. */
  @Override
  public String toString() {
    return "TraceDataset{spans=" + spans.size() + ", annotations=" + annotations.size() + "}";
  }
}
