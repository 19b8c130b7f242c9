// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static io.openinference.testing.AttributeDifference.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions for a span.
 *
 * <p>Expected attribute values may have any Java type: an {@code int} equals a long attribute, a
 * {@code float} equals a double attribute, and an array or a collection equals an array attribute.
 * The integer 1, the floating-point number 1.0 and the string "1" are three different values.
 *
 * @since 0.1.0
 */
public final class SpanAssert extends AbstractAssert<SpanAssert, SpanData> {

  private static final String EXCEPTION_EVENT = "exception";
  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");

  SpanAssert(@Nullable SpanData actual) {
    super(actual, SpanAssert.class);
  }

  /** Asserts that this is an LLM span: a call to a language model. */
  public SpanAssert isLlm() {
    return hasKind(OpenInferenceSpanKind.LLM);
  }

  /** Asserts that this is an EMBEDDING span: a call that embeds texts. */
  public SpanAssert isEmbedding() {
    return hasKind(OpenInferenceSpanKind.EMBEDDING);
  }

  /** Asserts that this is a RETRIEVER span: a search for documents. */
  public SpanAssert isRetriever() {
    return hasKind(OpenInferenceSpanKind.RETRIEVER);
  }

  /** Asserts that this is a RERANKER span: a call that reorders documents. */
  public SpanAssert isReranker() {
    return hasKind(OpenInferenceSpanKind.RERANKER);
  }

  /** Asserts that this is a TOOL span: the run of a tool. */
  public SpanAssert isTool() {
    return hasKind(OpenInferenceSpanKind.TOOL);
  }

  /** Asserts that this is an AGENT span: the work of an agent. */
  public SpanAssert isAgent() {
    return hasKind(OpenInferenceSpanKind.AGENT);
  }

  /** Asserts that this is a CHAIN span: a link between steps, or the application's entry point. */
  public SpanAssert isChain() {
    return hasKind(OpenInferenceSpanKind.CHAIN);
  }

  /** Asserts that this is a GUARDRAIL span: a check of input or output. */
  public SpanAssert isGuardrail() {
    return hasKind(OpenInferenceSpanKind.GUARDRAIL);
  }

  /** Asserts that this is an EVALUATOR span: a judgement about an output. */
  public SpanAssert isEvaluator() {
    return hasKind(OpenInferenceSpanKind.EVALUATOR);
  }

  /** Asserts that this is a PROMPT span: the rendering of a prompt template. */
  public SpanAssert isPrompt() {
    return hasKind(OpenInferenceSpanKind.PROMPT);
  }

  /** Asserts that this is a DECISION span: a call to a model that decides. */
  public SpanAssert isDecision() {
    return hasKind(OpenInferenceSpanKind.DECISION);
  }

  /** Asserts the OpenInference kind. */
  public SpanAssert hasKind(OpenInferenceSpanKind expected) {
    return hasAttribute(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, expected.value());
  }

  /** Asserts the span's name. */
  public SpanAssert hasName(String expected) {
    isNotNull();
    return compare("name", actual.getName(), expected);
  }

  /** Asserts that an attribute is present with the key's type and has a value. */
  public <T> SpanAssert hasAttribute(AttributeKey<T> key, T expected) {
    isNotNull();
    // Checks the name first, so that the failure shows a value of another type.
    hasAttribute(key.getKey(), expected);
    T value = actual.getAttributes().get(key);
    return compare("attribute " + key.getKey() + " of type " + key.getType(), value, expected);
  }

  /** Asserts that an attribute is present and has a value. */
  public SpanAssert hasAttribute(String key, Object expected) {
    isNotNull();
    return compare("attribute " + key, attributes().get(key), FlatAttributes.normalize(expected));
  }

  /**
   * Asserts that an attribute is a string that holds JSON equal to the expected JSON, in any
   * layout.
   */
  public SpanAssert hasJsonAttribute(AttributeKey<String> key, String expectedJson) {
    return hasJsonAttribute(key.getKey(), expectedJson);
  }

  /**
   * Asserts that an attribute is a string that holds JSON equal to the expected JSON. The order of
   * members and white space do not matter; the numbers 1 and 1.0 differ.
   *
   * @throws IllegalArgumentException if {@code expectedJson} is not JSON
   */
  public SpanAssert hasJsonAttribute(String key, String expectedJson) {
    isNotNull();
    String expected;
    try {
      expected = Json.canonical(expectedJson);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The expected value is not JSON: " + expectedJson, e);
    }
    Object value = attributes().get(key);
    try {
      String json = value instanceof String text ? Json.canonical(text) : null;
      return compare("JSON attribute " + key, json == null ? value : json, expected);
    } catch (JsonProcessingException e) {
      throw unexpected("Expected attribute %s to be JSON but it is %s", key, render(value));
    }
  }

  /** Asserts that an attribute is absent, whatever its type. */
  public SpanAssert doesNotHaveAttribute(AttributeKey<?> key) {
    return doesNotHaveAttribute(key.getKey());
  }

  /** Asserts that an attribute is absent, whatever its type. */
  public SpanAssert doesNotHaveAttribute(String key) {
    isNotNull();
    Object value = attributes().get(key);
    if (value != null) {
      throw unexpected("Expected no attribute %s but it is %s", key, render(value));
    }
    return this;
  }

  /** Asserts that no attribute name starts with a prefix. */
  public SpanAssert hasNoAttributeStartingWith(String prefix) {
    isNotNull();
    List<String> found =
        attributes().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    if (!found.isEmpty()) {
      throw unexpected("Expected no attribute starting with %s but found %s", prefix, found);
    }
    return this;
  }

  /** Asserts the whole set of attributes. */
  public SpanAssert hasExactlyAttributes(Attributes expected) {
    isNotNull();
    return compareAll(attributes(), FlatAttributes.of(expected));
  }

  /** Asserts the whole set of attributes, given by name. */
  public SpanAssert hasExactlyAttributes(Map<String, ?> expected) {
    isNotNull();
    return compareAll(attributes(), FlatAttributes.of(expected));
  }

  /**
   * Asserts the whole set of attributes except some, which may be absent or have any value.
   *
   * @param expected names and values
   * @param ignoredKeys the names that are not compared
   */
  public SpanAssert hasExactlyAttributesExcept(Map<String, ?> expected, String... ignoredKeys) {
    isNotNull();
    Map<String, Object> found = attributes();
    Map<String, Object> wanted = FlatAttributes.of(expected);
    List<String> ignored = Arrays.asList(ignoredKeys);
    found.keySet().removeAll(ignored);
    wanted.keySet().removeAll(ignored);
    return compareAll(found, wanted);
  }

  /** Asserts the status code. */
  public SpanAssert hasStatus(StatusCode expected) {
    isNotNull();
    return compare("status", actual.getStatus().getStatusCode(), expected);
  }

  /** Asserts the status description, which is empty if none was set. */
  public SpanAssert hasStatusDescription(String expected) {
    isNotNull();
    return compare("status description", actual.getStatus().getDescription(), expected);
  }

  /** Asserts that a span is the direct parent of this span. */
  public SpanAssert hasParent(SpanData expected) {
    isNotNull();
    compare("trace id", actual.getTraceId(), expected.getTraceId());
    return compare("parent span id", actual.getParentSpanId(), expected.getSpanId());
  }

  /** Asserts that the span is the root of its trace. */
  public SpanAssert hasNoParent() {
    isNotNull();
    if (actual.getParentSpanContext().isValid()) {
      throw unexpected("Expected no parent but it is span %s", actual.getParentSpanId());
    }
    return this;
  }

  /** Asserts that there is an event with a name. */
  public SpanAssert hasEvent(String name) {
    isNotNull();
    List<String> names = actual.getEvents().stream().map(EventData::getName).toList();
    if (!names.contains(name)) {
      throw unexpected("Expected an event %s but found %s", name, names);
    }
    return this;
  }

  /** Asserts that there are no events. */
  public SpanAssert hasNoEvents() {
    isNotNull();
    if (!actual.getEvents().isEmpty()) {
      throw unexpected(
          "Expected no event but found %s",
          actual.getEvents().stream().map(EventData::getName).toList());
    }
    return this;
  }

  /** Asserts that an exception of exactly this class was recorded. */
  public SpanAssert hasException(Class<? extends Throwable> type) {
    String canonicalName = type.getCanonicalName();
    return hasException(canonicalName == null ? type.getName() : canonicalName);
  }

  /**
   * Asserts that an exception was recorded.
   *
   * @param type the value of the attribute {@code exception.type}, the fully qualified class name
   */
  public SpanAssert hasException(String type) {
    isNotNull();
    List<String> types =
        actual.getEvents().stream()
            .filter(event -> event.getName().equals(EXCEPTION_EVENT))
            .map(event -> String.valueOf(event.getAttributes().get(EXCEPTION_TYPE)))
            .toList();
    if (!types.contains(type)) {
      throw unexpected("Expected an exception %s but found %s", type, types);
    }
    return this;
  }

  /** Asserts that the span has ended. */
  public SpanAssert isEnded() {
    isNotNull();
    if (!actual.hasEnded()) {
      throw unexpected("Expected the span to have ended");
    }
    return this;
  }

  private Map<String, Object> attributes() {
    return FlatAttributes.of(actual.getAttributes());
  }

  private SpanAssert compare(String what, @Nullable Object found, Object expected) {
    if (!Objects.equals(found, expected)) {
      throw failureWithActualExpected(
          found,
          expected,
          "Expected %s of span \"%s\" to be%n  %s%nbut it is%n  %s",
          what,
          actual.getName(),
          render(expected),
          found == null ? "absent" : render(found));
    }
    return this;
  }

  private SpanAssert compareAll(Map<String, Object> found, Map<String, Object> expected) {
    String difference = new AttributeDifference(found, expected).describe();
    if (!difference.isEmpty()) {
      throw failureWithActualExpected(
          AttributeDifference.render(found),
          AttributeDifference.render(expected),
          "Attributes of span \"%s\" are not as expected%n%s",
          actual.getName(),
          difference);
    }
    return this;
  }

  private AssertionError unexpected(String message, @Nullable Object... arguments) {
    return failure("Span \"" + actual.getName().replace("%", "%%") + "\": " + message, arguments);
  }
}
