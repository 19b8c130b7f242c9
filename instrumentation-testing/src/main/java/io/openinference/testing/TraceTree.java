// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders a trace as text: one line per span with kind and name, indented by two spaces per level.
 */
final class TraceTree {

  static final String UNKNOWN_KIND = "UNKNOWN";
  private static final String ERROR_MARK = " !";

  /** Renders siblings in the order of {@link Trace}. */
  static String render(Trace trace) {
    return trace.roots().stream()
        .map(root -> render(trace, root, "", false))
        .collect(Collectors.joining());
  }

  /** Renders siblings in the alphabetical order of their text. */
  static String renderSorted(Trace trace) {
    return trace.roots().stream()
        .map(root -> render(trace, root, "", true))
        .sorted()
        .collect(Collectors.joining());
  }

  static String renderAll(List<Trace> traces) {
    return traces.stream().map(TraceTree::render).collect(Collectors.joining("\n"));
  }

  private static String render(Trace trace, SpanData span, String indent, boolean sorted) {
    Stream<String> children =
        trace.children(span).stream().map(child -> render(trace, child, indent + "  ", sorted));
    return indent
        + line(span)
        + "\n"
        + (sorted ? children.sorted() : children).collect(Collectors.joining());
  }

  private static String line(SpanData span) {
    String kind = span.getAttributes().get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    return (kind == null ? UNKNOWN_KIND : kind) + " " + span.getName() + (failed ? ERROR_MARK : "");
  }

  private TraceTree() {}
}
