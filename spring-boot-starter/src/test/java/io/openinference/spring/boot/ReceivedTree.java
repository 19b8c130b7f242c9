// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes received spans as a tree: one line for each span, siblings in the order of their start.
 */
final class ReceivedTree {

  static String of(List<ReceivedSpan> spans) {
    StringBuilder text = new StringBuilder();
    spans.stream()
        .filter(span -> spans.stream().noneMatch(s -> s.spanId().equals(span.parentSpanId())))
        .sorted(Comparator.comparing(ReceivedSpan::startEpochNanos))
        .forEach(root -> append(text, "", root, spans));
    return text.toString();
  }

  private static void append(
      StringBuilder text, String indent, ReceivedSpan span, List<ReceivedSpan> spans) {
    Object kind = span.attributes().get("openinference.span.kind");
    text.append(indent).append(kind == null ? "" : kind + " ").append(span.name()).append('\n');
    spans.stream()
        .filter(child -> child.parentSpanId().equals(span.spanId()))
        .sorted(Comparator.comparing(ReceivedSpan::startEpochNanos))
        .forEach(child -> append(text, indent + "  ", child, spans));
  }

  /**
   * Waits for a span of a name and for some spans of OpenInference, and returns all spans. The
   * spans of a stream end in any order.
   */
  static List<ReceivedSpan> await(OtlpReceiver receiver, String name, int openInferenceSpans) {
    int count = openInferenceSpans;
    while (!hasAll(receiver.awaitSpans(count), name, openInferenceSpans)) {
      count++;
    }
    return receiver.spans();
  }

  private static boolean hasAll(List<ReceivedSpan> spans, String name, int openInferenceSpans) {
    return spans.stream().anyMatch(span -> span.name().equals(name))
        && spans.stream()
                .filter(span -> span.attributes().containsKey("openinference.span.kind"))
                .count()
            >= openInferenceSpans;
  }

  /** Leaves out the HTTP requests to the model, which only some of Spring AI's clients observe. */
  static String withoutRequests(List<ReceivedSpan> spans) {
    return of(spans).replaceAll("(?m)^ *(http post|POST).*\n", "");
  }

  /** Returns the sessions of the spans of OpenInference, each once. */
  static Set<Object> sessions(List<ReceivedSpan> spans) {
    return spans.stream()
        .filter(span -> span.attributes().containsKey("openinference.span.kind"))
        .map(span -> span.attributes().getOrDefault("session.id", "none"))
        .collect(Collectors.toSet());
  }

  /** Adds up the tokens of all spans. */
  static long tokens(List<ReceivedSpan> spans) {
    return spans.stream()
        .map(span -> span.attributes().get("llm.token_count.total"))
        .filter(Objects::nonNull)
        .mapToLong(total -> (Long) total)
        .sum();
  }

  static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private ReceivedTree() {}
}
