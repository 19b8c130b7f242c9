// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Instant;

/**
 * Selects the spans of a project to list. A span must meet every kind of condition. If a kind has
 * several values, the span must have one of them.
 *
 * @since 0.1.0
 */
public final class SpanFilter {

  final ListParameters parameters;

  private SpanFilter(ListParameters parameters) {
    this.parameters = parameters;
  }

  /** Returns a filter that every span passes. */
  public static SpanFilter all() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link SpanFilter}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final ListParameters parameters = new ListParameters();

    private Builder() {}

    /** Selects spans that start at this time or later. */
    public Builder from(Instant time) {
      return set("start_time", time.toString());
    }

    /** Selects spans that start before this time. */
    public Builder until(Instant time) {
      return set("end_time", time.toString());
    }

    /** Selects spans of this trace. */
    public Builder traceId(String traceId) {
      return add("trace_id", traceId, ServerFeature.SPANS_BY_TRACE);
    }

    /** Selects the span with this id. */
    public Builder spanId(String spanId) {
      return add("span_id", spanId, ServerFeature.SPANS_BY_ID);
    }

    /** Selects children of this span. */
    public Builder parentId(String parentId) {
      parameters.require(ServerFeature.SPAN_FILTERS);
      return set("parent_id", parentId);
    }

    /** Selects spans without a parent. */
    public Builder rootsOnly() {
      return parentId("null");
    }

    /** Selects spans with this name. */
    public Builder name(String name) {
      return add("name", name, ServerFeature.SPAN_FILTERS);
    }

    /** Selects spans of this kind. */
    public Builder kind(OpenInferenceSpanKind kind) {
      return add("span_kind", kind.name(), ServerFeature.SPAN_FILTERS);
    }

    /** Selects spans with this status: {@code OK}, {@code ERROR} or {@code UNSET}. */
    public Builder statusCode(String statusCode) {
      return add("status_code", statusCode, ServerFeature.SPAN_FILTERS);
    }

    /**
     * Selects spans with this attribute. Several attributes must all be there. Phoenix on SQLite
     * finds no value with letters outside of ASCII here; a {@link SpanQuery} finds them.
     */
    public Builder attribute(String key, String value) {
      // The server reads a value as JSON, so that 123 would be a number.
      return attributeJson(key, new Json().writeText(value));
    }

    /** Selects spans with this attribute. Several attributes must all be there. */
    public Builder attribute(String key, Number value) {
      return attributeJson(key, value.toString());
    }

    /** Selects spans with this attribute. Several attributes must all be there. */
    public Builder attribute(String key, boolean value) {
      return attributeJson(key, String.valueOf(value));
    }

    /**
     * Sorts the spans by their start, the newest first. By default, the server sorts by arrival.
     */
    public Builder newestFirst() {
      return sort(true);
    }

    /** Sorts the spans by their start, the oldest first. */
    public Builder oldestFirst() {
      return sort(false);
    }

    /** Returns the filter. */
    public SpanFilter build() {
      return new SpanFilter(parameters.copy());
    }

    private Builder attributeJson(String key, String json) {
      return add(
          "attribute", requireNonNull(key, "key") + ":" + json, ServerFeature.SPANS_BY_ATTRIBUTE);
    }

    private Builder set(String name, String value) {
      parameters.set(name, value);
      return this;
    }

    private Builder add(String name, String value, ServerFeature feature) {
      parameters.require(feature);
      parameters.add(name, value);
      return this;
    }

    private Builder sort(boolean isDescending) {
      parameters.require(ServerFeature.SPAN_ORDER);
      parameters.sort("start_time", isDescending);
      return this;
    }
  }
}
