// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

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

  static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private ReceivedTree() {}
}
