// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;

/**
 * Selects the traces of a project to list, and sets their order.
 *
 * @since 0.1.0
 */
public final class TraceFilter {

  final ListParameters parameters;

  private TraceFilter(ListParameters parameters) {
    this.parameters = parameters;
  }

  /** Returns a filter that every trace passes, the newest first. */
  public static TraceFilter all() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link TraceFilter}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final ListParameters parameters = new ListParameters();

    private Builder() {
      parameters.require(ServerFeature.TRACES);
    }

    /** Selects traces that start at this time or later. */
    public Builder from(Instant time) {
      return set("start_time", time.toString());
    }

    /** Selects traces that start before this time. */
    public Builder until(Instant time) {
      return set("end_time", time.toString());
    }

    /** Selects traces of this session. */
    public Builder sessionId(String sessionId) {
      parameters.add("session_identifier", sessionId);
      return this;
    }

    /** Selects traces by an expression of Phoenix's filter language for traces. */
    public Builder where(String expression) {
      parameters.require(ServerFeature.TRACE_FILTERS);
      return set("filter", expression);
    }

    /** Sorts the traces by their latency, the slowest first. */
    public Builder slowestFirst() {
      return sort("latency_ms", true);
    }

    /** Sorts the traces by their latency, the fastest first. */
    public Builder fastestFirst() {
      return sort("latency_ms", false);
    }

    /** Sorts the traces by their start, the newest first. This is the default. */
    public Builder newestFirst() {
      return sort("start_time", true);
    }

    /** Sorts the traces by their start, the oldest first. */
    public Builder oldestFirst() {
      return sort("start_time", false);
    }

    /** Includes the spans of each trace. */
    public Builder withSpans() {
      return set("include_spans", "true");
    }

    /** Returns the filter. */
    public TraceFilter build() {
      return new TraceFilter(parameters.copy());
    }

    private Builder set(String name, String value) {
      parameters.set(name, value);
      return this;
    }

    private Builder sort(String field, boolean isDescending) {
      parameters.sort(field, isDescending);
      return this;
    }
  }
}
