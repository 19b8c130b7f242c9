// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatCode;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class SpanAssertTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static final Map<OpenInferenceSpanKind, Function<SpanAssert, SpanAssert>> KIND_CHECKS =
      Map.ofEntries(
          Map.entry(OpenInferenceSpanKind.LLM, SpanAssert::isLlm),
          Map.entry(OpenInferenceSpanKind.EMBEDDING, SpanAssert::isEmbedding),
          Map.entry(OpenInferenceSpanKind.RETRIEVER, SpanAssert::isRetriever),
          Map.entry(OpenInferenceSpanKind.RERANKER, SpanAssert::isReranker),
          Map.entry(OpenInferenceSpanKind.TOOL, SpanAssert::isTool),
          Map.entry(OpenInferenceSpanKind.AGENT, SpanAssert::isAgent),
          Map.entry(OpenInferenceSpanKind.CHAIN, SpanAssert::isChain),
          Map.entry(OpenInferenceSpanKind.GUARDRAIL, SpanAssert::isGuardrail),
          Map.entry(OpenInferenceSpanKind.EVALUATOR, SpanAssert::isEvaluator),
          Map.entry(OpenInferenceSpanKind.PROMPT, SpanAssert::isPrompt),
          Map.entry(OpenInferenceSpanKind.DECISION, SpanAssert::isDecision));

  @ParameterizedTest
  @EnumSource
  void kind(OpenInferenceSpanKind kind) {
    SpanData span = span(s -> s.setAttribute("openinference.span.kind", kind.value()));
    SpanAssert subject = assertThat(span);
    assertThat(subject.hasKind(kind)).isSameAs(subject);
    assertThat(KIND_CHECKS.get(kind).apply(subject)).isSameAs(subject);
    KIND_CHECKS.forEach(
        (other, check) -> {
          if (other != kind) {
            assertThatThrownBy(() -> check.apply(assertThat(span)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("openinference.span.kind", other.value(), kind.value());
          }
        });
  }

  @Test
  void kindIsMissing() {
    fails(span(s -> {}), SpanAssert::isLlm, "\"LLM\"", "absent");
  }

  @Test
  void name() {
    SpanData span = span(s -> s.updateName("100% sure"));
    assertThat(span).hasName("100% sure");
    fails(span, a -> a.hasName("other"), "name of span \"100% sure\"", "\"other\"");
  }

  @Test
  void attributeByName() {
    SpanData span =
        span(
            s ->
                s.setAttribute("long", 5)
                    .setAttribute("double", 0.5)
                    .setAttribute("boolean", true)
                    .setAttribute("string", "5")
                    .setAttribute(AttributeKey.stringArrayKey("strings"), List.of("a", "b")));
    assertThat(span)
        .hasAttribute("long", 5)
        .hasAttribute("long", 5L)
        .hasAttribute("double", 0.5f)
        .hasAttribute("boolean", true)
        .hasAttribute("string", "5")
        .hasAttribute("strings", List.of("a", "b"))
        .hasAttribute("strings", new String[] {"a", "b"});
    fails(span, a -> a.hasAttribute("long", 5.0), "5.0", "but it is\n  5");
    fails(span, a -> a.hasAttribute("long", "5"), "to be\n  \"5\"", "but it is\n  5");
    fails(span, a -> a.hasAttribute("string", 5), "to be\n  5", "but it is\n  \"5\"");
    fails(span, a -> a.hasAttribute("absent", 5), "attribute absent", "absent");
    fails(span, a -> a.hasAttribute("strings", List.of("b", "a")), "[\"b\", \"a\"]");
  }

  @Test
  void attributeByKey() {
    AttributeKey<List<String>> strings = AttributeKey.stringArrayKey("list");
    SpanData span = span(s -> s.setAttribute("long", 5).setAttribute(strings, List.of()));
    assertThat(span)
        .hasAttribute(AttributeKey.longKey("long"), 5L)
        .hasAttribute(strings, List.of());
    fails(span, a -> a.hasAttribute(AttributeKey.longKey("long"), 6L), "6", "5");
    fails(span, a -> a.hasAttribute(AttributeKey.stringKey("long"), "5"), "\"5\"", "5");
    fails(
        span,
        a -> a.hasAttribute(AttributeKey.longArrayKey("list"), List.of()),
        "list of type LONG_ARRAY",
        "absent");
  }

  @Test
  void attributesOfTheTypeValue() {
    SpanData span =
        span(
            s ->
                s.setAttribute(
                    AttributeKey.valueKey("value"),
                    Value.of(Map.of("list", Value.of(Value.of(1), Value.of("x"))))));
    assertThat(span).hasAttribute("value", Map.of("list", List.of(1L, "x")));
    fails(span, a -> a.hasAttribute("value", Map.of("list", List.of(2L, "x"))), "list");
  }

  @Test
  void jsonAttribute() {
    SpanData span =
        span(
            s ->
                s.setAttribute("json", "{\"b\":[1,2],\"a\":{\"c\":null}}")
                    .setAttribute("text", "hello")
                    .setAttribute("more", "{} {}")
                    .setAttribute("long", 1));
    assertThat(span)
        .hasJsonAttribute("json", "{ \"a\": {\"c\": null}, \"b\": [1, 2] }")
        .hasJsonAttribute(AttributeKey.stringKey("json"), "{\"b\":[1,2],\"a\":{\"c\":null}}");
    fails(span, a -> a.hasJsonAttribute("json", "{\"b\":[2,1],\"a\":{\"c\":null}}"), "JSON");
    fails(span, a -> a.hasJsonAttribute("json", "{\"b\":[1.0,2],\"a\":{\"c\":null}}"), "JSON");
    fails(span, a -> a.hasJsonAttribute("json", "{\"b\":[1,2],\"a\":{}}"), "JSON");
    fails(span, a -> a.hasJsonAttribute("text", "{}"), "text to be JSON but it is \"hello\"");
    fails(span, a -> a.hasJsonAttribute("more", "{}"), "more to be JSON but it is");
    fails(span, a -> a.hasJsonAttribute("absent", "{}"), "absent");
    fails(span, a -> a.hasJsonAttribute("long", "1"), "JSON attribute long");
    assertThatThrownBy(() -> assertThat(span).hasJsonAttribute("json", "{\"a\":1,\"a\":2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The expected value is not JSON");
  }

  @Test
  void noAttribute() {
    SpanData span = span(s -> s.setAttribute("llm.model_name", "gpt"));
    assertThat(span)
        .doesNotHaveAttribute("llm.model")
        .doesNotHaveAttribute(AttributeKey.stringKey("llm.system"))
        .hasNoAttributeStartingWith("llm.input_messages");
    fails(span, a -> a.doesNotHaveAttribute("llm.model_name"), "no attribute llm.model_name");
    fails(span, a -> a.doesNotHaveAttribute(AttributeKey.longKey("llm.model_name")), "\"gpt\"");
    fails(span, a -> a.hasNoAttributeStartingWith("llm."), "found [llm.model_name]");
  }

  @Test
  void exactAttributes() {
    SpanData span =
        span(s -> s.setAttribute("a", 1).setAttribute("b", "x").setAttribute("d", true));
    assertThat(span)
        .hasExactlyAttributes(Map.of("a", 1, "b", "x", "d", true))
        .hasExactlyAttributes(
            Attributes.builder().put("a", 1).put("b", "x").put("d", true).build());
    assertThatThrownBy(
            () -> assertThat(span).hasExactlyAttributes(Map.of("a", 2, "b", "x", "c", "new")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            """
            missing:
              c = "new"
            unexpected:
              d = true
            different:
              a
                expected 2
                but was  1
            """);
    fails(span, a -> a.hasExactlyAttributes(Map.of("a", 1, "b", "x")), "unexpected:\n  d = true");
    fails(span, a -> a.hasExactlyAttributes(Attributes.empty()), "unexpected:\n  a = 1\n  b");
    assertThatThrownBy(
            () -> assertThat(span).hasExactlyAttributes(Collections.singletonMap("a", null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a");
  }

  @Test
  void exactAttributesExcept() {
    SpanData span = span(s -> s.setAttribute("a", 1).setAttribute("random", "x7f"));
    assertThat(span)
        .hasExactlyAttributesExcept(Map.of("a", 1), "random")
        .hasExactlyAttributesExcept(Map.of("a", 1, "random", "other"), "random", "absent");
    fails(span, a -> a.hasExactlyAttributesExcept(Map.of("a", 1)), "random = \"x7f\"");
    fails(span, a -> a.hasExactlyAttributesExcept(Map.of(), "random"), "a = 1");
    fails(span, a -> a.hasExactlyAttributesExcept(Map.of("a", 1, "b", 2), "random"), "b = 2");
  }

  @Test
  void status() {
    SpanData span = span(s -> s.setStatus(StatusCode.ERROR, "no"));
    assertThat(span).hasStatus(StatusCode.ERROR).hasStatusDescription("no");
    assertThat(span(s -> {})).hasStatus(StatusCode.UNSET).hasStatusDescription("");
    fails(span, a -> a.hasStatus(StatusCode.OK), "status", "OK", "ERROR");
    fails(span, a -> a.hasStatusDescription(""), "status description", "\"no\"");
  }

  @Test
  void parent() {
    Span parent = start(Context.root());
    Span child = start(Context.root().with(parent));
    child.end();
    parent.end();
    assertThat(data(child)).hasParent(data(parent));
    assertThat(data(parent)).hasNoParent();
    fails(data(child), a -> a.hasParent(data(child)), "parent span id");
    fails(data(child), SpanAssert::hasNoParent, "no parent");
    fails(data(parent), a -> a.hasParent(span(s -> {})), "trace id");
  }

  @Test
  void events() {
    SpanData span = span(s -> s.addEvent("first token"));
    assertThat(span).hasEvent("first token");
    assertThat(span(s -> {})).hasNoEvents();
    fails(span, a -> a.hasEvent("other"), "event other", "[first token]");
    fails(span, SpanAssert::hasNoEvents, "[first token]");
  }

  @Test
  void exceptions() {
    SpanData span = span(s -> s.recordException(new Custom()));
    assertThat(span)
        .hasException(Custom.class)
        .hasException("io.openinference.testing.SpanAssertTest.Custom");
    fails(
        span,
        a -> a.hasException(IllegalStateException.class),
        "exception java.lang.IllegalStateException",
        "SpanAssertTest.Custom");
    fails(span(s -> s.addEvent("event")), a -> a.hasException(Custom.class), "found []");
  }

  @Test
  void ended() {
    Span open = start(Context.root());
    fails(data(open), SpanAssert::isEnded, "to have ended");
    open.end();
    assertThat(data(open)).isEnded();
  }

  @Test
  void assertionsChain() {
    Span parent = start(Context.root());
    parent.end();
    Span child = start(Context.root().with(parent));
    child.setAttribute("a", "{}").addEvent("event").recordException(new Custom());
    child.end();
    assertThat(data(parent)).hasNoParent().hasNoEvents().isEnded().hasName("span");
    assertThat(data(child))
        .hasName("span")
        .hasParent(data(parent))
        .hasAttribute("a", "{}")
        .hasAttribute(AttributeKey.stringKey("a"), "{}")
        .hasJsonAttribute("a", "{}")
        .hasJsonAttribute(AttributeKey.stringKey("a"), "{}")
        .doesNotHaveAttribute("b")
        .doesNotHaveAttribute(AttributeKey.stringKey("b"))
        .hasNoAttributeStartingWith("b")
        .hasExactlyAttributes(Map.of("a", "{}"))
        .hasExactlyAttributes(Attributes.of(AttributeKey.stringKey("a"), "{}"))
        .hasExactlyAttributesExcept(Map.of(), "a")
        .hasStatus(StatusCode.UNSET)
        .hasStatusDescription("")
        .hasEvent("event")
        .hasException(Custom.class)
        .hasException(Custom.class.getCanonicalName())
        .isEnded();
  }

  @Test
  void failuresCarryBothSidesForTheIde() {
    SpanData span = span(s -> s.setAttribute("b", "two").setAttribute("a", 1));
    assertThatThrownBy(() -> assertThat(span).hasExactlyAttributes(Map.of("a", 2)))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            failure -> {
              assertThat(failure.getActual().getValue()).isEqualTo("a = 1\nb = \"two\"\n");
              assertThat(failure.getExpected().getValue()).isEqualTo("a = 2\n");
            });
  }

  @Test
  void absentSpanFailsEveryAssertion() {
    SpanData none = null;
    fails(none, a -> a.hasName("x"), "not to be null");
    fails(none, a -> a.hasExactlyAttributes(Map.of()), "not to be null");
  }

  @Test
  void descriptionsAreShown() {
    assertThatThrownBy(() -> assertThat(span(s -> {})).as("the answer").hasName("x"))
        .hasMessageContaining("the answer");
    assertThatCode(() -> assertThat(span(s -> {})).as("%d%%", 5).hasNoEvents())
        .doesNotThrowAnyException();
  }

  private static void fails(SpanData span, Consumer<SpanAssert> check, String... messageParts) {
    assertThatThrownBy(() -> check.accept(assertThat(span)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(messageParts);
  }

  private static SpanData span(Consumer<Span> content) {
    Span span = start(Context.root());
    content.accept(span);
    span.end();
    return data(span);
  }

  private static Span start(Context parent) {
    return telemetry
        .openTelemetry()
        .getTracer("test")
        .spanBuilder("span")
        .setParent(parent)
        .startSpan();
  }

  private static SpanData data(Span span) {
    return ((ReadableSpan) span).toSpanData();
  }

  private static final class Custom extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
