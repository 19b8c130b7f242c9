// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations with one name, as a table. Each row has an id, and a label, a score or an
 * explanation. A row with {@code context.span_id} is about a span. A row that also has {@code
 * document_position} is about a document of the span. A row with only {@code context.trace_id} is
 * about a trace.
 *
 * @since 0.1.0
 */
public final class SpanEvaluations {

  private final String name;
  private final AnnotatorKind kind;
  private final List<PhoenixAnnotation> annotations;

  private SpanEvaluations(String name, AnnotatorKind kind, List<PhoenixAnnotation> annotations) {
    this.name = requireNonNull(name, "name");
    this.kind = requireNonNull(kind, "kind");
    this.annotations = List.copyOf(annotations);
  }

  /**
   * Returns the evaluations of rows.
   *
   * @throws IllegalArgumentException if a row has no id
   * @throws IllegalStateException if a row has no label, score or explanation
   */
  public static SpanEvaluations of(
      String name, AnnotatorKind kind, Iterable<? extends Map<String, ?>> rows) {
    List<PhoenixAnnotation> annotations = new ArrayList<>();
    for (Map<String, ?> row : rows) {
      annotations.add(
          builder(name, kind, row)
              .label(text(row.get("label")))
              .score(row.get("score") instanceof Number score ? score.doubleValue() : null)
              .explanation(text(row.get("explanation")))
              .build());
    }
    return new SpanEvaluations(name, kind, annotations);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns who judged. */
  public AnnotatorKind kind() {
    return kind;
  }

  /** Returns the rows as annotations. */
  public List<PhoenixAnnotation> annotations() {
    return annotations;
  }

  private static PhoenixAnnotation.Builder builder(
      String name, AnnotatorKind kind, Map<String, ?> row) {
    String spanId = firstText(row, "context.span_id", "span_id");
    if (spanId == null) {
      String traceId = firstText(row, "context.trace_id", "trace_id");
      if (traceId == null) {
        throw new IllegalArgumentException("A row needs context.span_id or context.trace_id");
      }
      return PhoenixAnnotation.ofTrace(traceId, name, kind);
    }
    Object position = row.get("document_position");
    return position instanceof Number number
        ? PhoenixAnnotation.ofDocument(spanId, number.intValue(), name, kind)
        : PhoenixAnnotation.ofSpan(spanId, name, kind);
  }

  private static @Nullable String firstText(Map<String, ?> row, String... keys) {
    for (String key : keys) {
      String text = text(row.get(key));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Shows names and counts only, because values may hold content. */
  @Override
  public String toString() {
    return "SpanEvaluations{name="
        + name
        + ", kind="
        + kind
        + ", annotations="
        + annotations.size()
        + "}";
  }
}
