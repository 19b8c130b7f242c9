// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TraceAssertTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void treeShowsKindNameDepthAndErrors() {
    Span agent = span(null, "AGENT", "bot", 1);
    Span chain = span(agent, "CHAIN", "answer", 2);
    span(chain, "LLM", "ChatCompletion", 3).end();
    chain.end();
    span(agent, "TOOL", "getWeather", 4).setStatus(StatusCode.ERROR).end();
    span(agent, null, "GET /x", 5).end();
    agent.end();

    assertThat(telemetry.trace())
        .hasTree(
            """

            AGENT bot
              CHAIN answer
                LLM ChatCompletion \s
              TOOL getWeather !
              UNKNOWN GET /x""")
        .hasSpanCount(5);
    assertThat(telemetry.trace().toString()).startsWith("AGENT bot\n  CHAIN answer\n");
  }

  @Test
  void treeFailsOnEachDifference() {
    Span chain = span(null, "CHAIN", "answer", 1);
    span(chain, "LLM", "ChatCompletion", 2).setStatus(StatusCode.ERROR).end();
    chain.end();
    assertThat(telemetry.trace()).hasTree("CHAIN answer\n  LLM ChatCompletion !\n");

    treeFails("CHAIN answer\n");
    treeFails("CHAIN answer\n  LLM ChatCompletion\n");
    treeFails("CHAIN answer\n  TOOL ChatCompletion !\n");
    treeFails("CHAIN answer\n  LLM Response !\n");
    treeFails("CHAIN answer\nLLM ChatCompletion !\n");
    treeFails("CHAIN answer\n    LLM ChatCompletion !\n");
    treeFails("CHAIN answer\n  LLM ChatCompletion !\n  LLM ChatCompletion !\n");
    treeFails("");
    assertThatThrownBy(() -> assertThat(telemetry.trace()).hasTree("LLM x"))
        .hasMessageContainingAll("LLM x", "CHAIN answer\n  LLM ChatCompletion !\n");
  }

  @Test
  void siblingsStandByStartThenName() {
    Span root = span(null, "CHAIN", "root", 1);
    span(root, "TOOL", "late", 4).end();
    span(root, "TOOL", "b", 3).end();
    span(root, "TOOL", "a", 3).end();
    span(root, "TOOL", "z", 2).end();
    root.end();

    assertThat(telemetry.trace())
        .hasTree("CHAIN root\n  TOOL z\n  TOOL a\n  TOOL b\n  TOOL late\n");
    treeFails("CHAIN root\n  TOOL a\n  TOOL b\n  TOOL late\n  TOOL z\n");
    assertThat(telemetry.trace().children(telemetry.trace().root()))
        .extracting(SpanData::getName)
        .containsExactly("z", "a", "b", "late");
  }

  @Test
  void sortedSiblingsStandByTheirText() {
    Span root = span(null, "CHAIN", "root", 1);
    Span second = span(root, "TOOL", "same", 2);
    span(second, "LLM", "y", 4).end();
    span(second, "LLM", "x", 5).end();
    second.end();
    span(root, "LLM", "first", 3).end();
    root.end();

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN root
              LLM first
              TOOL same
                LLM x
                LLM y
            """);
    assertThatThrownBy(
            () ->
                assertThat(telemetry.trace())
                    .hasTreeWithSortedSiblings(
                        "CHAIN root\n  TOOL same\n    LLM y\n    LLM x\n  LLM first\n"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void spansWhoseParentIsElsewhereAreRoots() {
    Span remote = span(null, "CHAIN", "remote", 1);
    span(remote, "LLM", "second", 3).end();
    span(remote, "LLM", "first", 2).end();

    Trace trace = telemetry.trace();
    assertThat(trace.roots()).extracting(SpanData::getName).containsExactly("first", "second");
    assertThat(trace).hasTree("LLM first\nLLM second\n");
    assertThatThrownBy(trace::root)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("exactly one root but found 2", "LLM first");
    remote.end();
  }

  @Test
  void spanCount() {
    span(null, "CHAIN", "only", 1).end();
    assertThat(telemetry.trace())
        .hasSpanCount(1)
        .hasTreeWithSortedSiblings("CHAIN only")
        .hasTree("CHAIN only");
    fails(trace -> trace.hasSpanCount(2), "Expected 2 spans but found 1 in", "CHAIN only");
  }

  @Test
  void spanByName() {
    Span root = span(null, "CHAIN", "root", 1);
    span(root, "LLM", "twin", 2).end();
    span(root, "LLM", "twin", 3).end();
    root.end();

    assertThat(telemetry.trace()).span("root").isChain();
    assertThat(telemetry.trace().span("root")).isEqualTo(telemetry.trace().root());
    fails(trace -> trace.span("root").isLlm(), "LLM");
    fails(trace -> trace.span("none"), "span named \"none\" but found 0");
    fails(trace -> trace.span("twin"), "span named \"twin\" but found 2");
  }

  @Test
  void absentTraceFails() {
    Trace none = null;
    assertThatThrownBy(() -> assertThat(none).hasTree(""))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not to be null");
  }

  @Test
  void aTraceHasOneTraceId() {
    span(null, "CHAIN", "one", 1).end();
    span(null, "CHAIN", "two", 2).end();

    assertThatThrownBy(() -> Trace.of(telemetry.spans()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(telemetry.spans().get(0).getTraceId());
    assertThatThrownBy(() -> Trace.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(Trace.of(telemetry.spans().subList(0, 1))).hasTree("CHAIN one");
    assertThat(Trace.of(telemetry.spans().subList(0, 1)).spans()).hasSize(1);
  }

  private static void treeFails(String tree) {
    fails(trace -> trace.hasTree(tree), "Expected the tree");
  }

  private static void fails(Consumer<TraceAssert> check, String... messageParts) {
    assertThatThrownBy(() -> check.accept(assertThat(telemetry.trace())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(messageParts);
  }

  private static Span span(Span parent, String kind, String name, int startSeconds) {
    Context context = parent == null ? Context.root() : Context.root().with(parent);
    Span span =
        telemetry
            .openTelemetry()
            .getTracer("test")
            .spanBuilder(name)
            .setParent(context)
            .setStartTimestamp(startSeconds, TimeUnit.SECONDS)
            .startSpan();
    return kind == null ? span : span.setAttribute("openinference.span.kind", kind);
  }
}
