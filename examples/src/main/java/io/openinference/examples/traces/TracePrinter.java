// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.traces;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints traces as trees, in the order in which they began, agents that run at the same time by
 * name.
 *
 * <pre>
 * project support-bot, session chat-1
 * CHAIN answer  41.3 ms
 * |    in   Where is my order 1042?
 * |    out  It is on its way.
 * \- LLM ChatCompletion  12.8 ms  112 + 9 = 121 tokens
 *         in   user: Where is my order 1042?
 *         out  assistant: It is on its way.
 * </pre>
 *
 * <p>Tokens are prompt + completion = total. The lines are plain ASCII as long as the content is,
 * because not every console shows more.
 *
 * @since 0.1.0
 */
public final class TracePrinter {

  private static final String NO_INDENT = "";
  private static final String TOPOLOGY = "langchain4j.agent.topology";
  private static final String PARALLEL = "parallel";

  private final Map<String, List<ReceivedSpan>> spansByParent;
  private final StringBuilder text = new StringBuilder();

  private TracePrinter(Map<String, List<ReceivedSpan>> spansByParent) {
    this.spansByParent = spansByParent;
  }

  /** Returns the traces of these spans as text, with an empty line between two traces. */
  public static String print(List<ReceivedSpan> spans) {
    Set<String> ids = spans.stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
    Map<String, List<ReceivedSpan>> spansByParent =
        spans.stream()
            .sorted(comparingLong(ReceivedSpan::startEpochNanos))
            // A span whose parent did not arrive is shown too, as a root.
            .collect(groupingBy(s -> ids.contains(s.parentSpanId()) ? s.parentSpanId() : ""));
    TracePrinter printer = new TracePrinter(spansByParent);
    for (ReceivedSpan root : spansByParent.getOrDefault("", List.of())) {
      printer.addTrace(root);
    }
    return printer.text.toString();
  }

  private void addTrace(ReceivedSpan root) {
    text.append(text.isEmpty() ? "" : "\n").append("project ").append(SpanSummary.project(root));
    SpanSummary.session(root).ifPresent(session -> text.append(", session ").append(session));
    text.append('\n');
    addSpan(root, NO_INDENT, NO_INDENT);
  }

  private void addSpan(ReceivedSpan span, String indent, String childIndent) {
    List<ReceivedSpan> children = children(span);
    SpanSummary summary = new SpanSummary(span);
    text.append(indent).append(summary.headline()).append('\n');
    String detailIndent = childIndent + (children.isEmpty() ? "     " : "|    ");
    summary.input().ifPresent(line -> addDetail(detailIndent, "in   ", line));
    summary.output().ifPresent(line -> addDetail(detailIndent, "out  ", line));
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      addSpan(
          children.get(i),
          childIndent + (last ? "\\- " : "+- "),
          childIndent + (last ? "   " : "|  "));
    }
  }

  private List<ReceivedSpan> children(ReceivedSpan span) {
    List<ReceivedSpan> children = spansByParent.getOrDefault(span.spanId(), List.of());
    // Agents that run at the same time start in any order.
    return PARALLEL.equals(span.attributes().get(TOPOLOGY))
        ? children.stream().sorted(comparing(ReceivedSpan::name)).toList()
        : children;
  }

  private void addDetail(String indent, String label, String line) {
    text.append(indent).append(label).append(line).append('\n');
  }
}
