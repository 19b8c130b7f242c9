// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.Comparator;
import java.util.List;

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

  /** Waits for a span that ends after all others, and returns all spans. */
  static List<ReceivedSpan> await(OtlpReceiver receiver, String lastName) {
    int count = 1;
    while (receiver.awaitSpans(count).stream().noneMatch(span -> span.name().equals(lastName))) {
      count++;
    }
    return receiver.spans();
  }

  /** Leaves out the HTTP requests to the model, which only some of Spring AI's clients observe. */
  static String withoutRequests(List<ReceivedSpan> spans) {
    return of(spans).replaceAll("(?m)^ *(http post|POST).*\n", "");
  }

  static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private ReceivedTree() {}
}
