// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ended spans of one trace.
 *
 * <p>Roots and children are ordered by start time, then by name, then by the order in which they
 * were given.
 *
 * @since 0.1.0
 */
public final class Trace {

  static final Comparator<SpanData> SIBLING_ORDER =
      Comparator.comparingLong(SpanData::getStartEpochNanos).thenComparing(SpanData::getName);

  private final List<SpanData> spans;

  private Trace(Collection<SpanData> spans) {
    this.spans = List.copyOf(spans);
  }

  /**
   * Returns the trace of the given spans.
   *
   * @throws IllegalArgumentException if there are no spans, or if the spans have different trace
   *     ids
   */
  public static Trace of(Collection<SpanData> spans) {
    Set<String> traceIds = spans.stream().map(SpanData::getTraceId).collect(Collectors.toSet());
    if (traceIds.size() != 1) {
      throw new IllegalArgumentException(
          "All spans of a trace must have one trace id, but these have " + traceIds);
    }
    return new Trace(spans);
  }

  /** Groups spans into traces, ordered by the start of the earliest span of each trace. */
  static List<Trace> group(Collection<SpanData> spans) {
    Map<String, List<SpanData>> byTraceId =
        spans.stream()
            .collect(
                Collectors.groupingBy(
                    SpanData::getTraceId, LinkedHashMap::new, Collectors.toList()));
    return byTraceId.values().stream()
        .map(Trace::new)
        .sorted(Comparator.comparingLong(Trace::startEpochNanos))
        .toList();
  }

  /**
   * Returns the spans in the order in which they were given; spans from the extension are in the
   * order in which they ended.
   */
  public List<SpanData> spans() {
    return spans;
  }

  /**
   * Returns the single root.
   *
   * @throws AssertionError if there is no root or more than one root
   */
  public SpanData root() {
    return only(roots(), "root");
  }

  /** Returns the spans that have no parent, or whose parent is remote or has not ended. */
  public List<SpanData> roots() {
    Set<String> spanIds = spans.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    return spans.stream()
        .filter(span -> !spanIds.contains(span.getParentSpanId()))
        .sorted(SIBLING_ORDER)
        .toList();
  }

  /** Returns the direct children of a span. */
  public List<SpanData> children(SpanData parent) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .sorted(SIBLING_ORDER)
        .toList();
  }

  /**
   * Returns the single span with a name.
   *
   * @throws AssertionError if there is no such span or more than one
   */
  public SpanData span(String name) {
    return only(
        spans.stream().filter(span -> span.getName().equals(name)).toList(),
        "span named \"" + name + "\"");
  }

  /** Returns the tree as {@link TraceAssert#hasTree(String)} expects it. */
  @Override
  public String toString() {
    return TraceTree.render(this);
  }

  private SpanData only(List<SpanData> found, String what) {
    if (found.size() != 1) {
      throw new AssertionError(
          "Expected exactly one " + what + " but found " + found.size() + " in\n" + this);
    }
    return found.get(0);
  }

  private long startEpochNanos() {
    return spans.stream().mapToLong(SpanData::getStartEpochNanos).min().orElseThrow();
  }
}
