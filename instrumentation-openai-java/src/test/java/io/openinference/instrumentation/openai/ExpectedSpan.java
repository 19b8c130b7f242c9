// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.SpanAssert;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** All that a span is to have: name, status, events and the whole set of attributes. */
final class ExpectedSpan {

  static final String FIRST_TOKEN = "First Token Stream Event";

  private final String name;
  private final StatusCode status;
  private final List<String> events;
  private final Map<String, Object> attributes;
  private final Map<String, String> jsonAttributes;

  private ExpectedSpan(
      String name,
      StatusCode status,
      List<String> events,
      Map<String, Object> attributes,
      Map<String, String> jsonAttributes) {
    this.name = name;
    this.status = status;
    this.events = events;
    this.attributes = attributes;
    this.jsonAttributes = jsonAttributes;
  }

  static ExpectedSpan llm(String name) {
    return of(name, OpenInferenceSpanKind.LLM).with("llm.system", "openai");
  }

  static ExpectedSpan of(String name, OpenInferenceSpanKind kind) {
    return new ExpectedSpan(name, StatusCode.OK, List.of(), Map.of(), Map.of())
        .with("openinference.span.kind", kind.value());
  }

  ExpectedSpan with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(key, value);
    return new ExpectedSpan(name, status, events, more, jsonAttributes);
  }

  /** Adds an attribute whose value is JSON, in any layout. */
  ExpectedSpan withJson(String key, String json) {
    Map<String, String> more = new LinkedHashMap<>(jsonAttributes);
    more.put(key, json);
    return new ExpectedSpan(name, status, events, attributes, more);
  }

  ExpectedSpan input(String json) {
    return withJson("input.value", json).with("input.mime_type", "application/json");
  }

  ExpectedSpan output(String json) {
    return withJson("output.value", json).with("output.mime_type", "application/json");
  }

  ExpectedSpan withEvent(String event) {
    List<String> more = new ArrayList<>(events);
    more.add(event);
    return new ExpectedSpan(name, status, more, attributes, jsonAttributes);
  }

  /** Returns the span of a call that fails with an exception. */
  ExpectedSpan failed() {
    return new ExpectedSpan(name, StatusCode.ERROR, events, attributes, jsonAttributes)
        .withEvent("exception");
  }

  void verify(SpanData span) {
    SpanAssert assertion = assertThat(span).hasName(name).hasStatus(status);
    jsonAttributes.forEach(assertion::hasJsonAttribute);
    assertion.hasExactlyAttributesExcept(
        attributes, jsonAttributes.keySet().toArray(String[]::new));
    Assertions.assertThat(span.getEvents()).extracting(EventData::getName).isEqualTo(events);
  }
}
