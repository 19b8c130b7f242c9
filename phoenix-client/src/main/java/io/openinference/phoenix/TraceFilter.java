// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the traces of a project to list, and sets their order.
 *
 * @since 0.1.0
 */
public final class TraceFilter {

  final Map<String, List<String>> parameters;
  final Set<ServerFeature> features;

  private TraceFilter(Builder builder) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    builder.parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = copy;
    features = Set.copyOf(builder.features);
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

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final Set<ServerFeature> features = EnumSet.of(ServerFeature.TRACES);

    private Builder() {}

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
      parameters.computeIfAbsent("session_identifier", each -> new ArrayList<>()).add(sessionId);
      return this;
    }

    /** Selects traces by an expression of Phoenix's filter language for traces. */
    public Builder where(String expression) {
      features.add(ServerFeature.TRACE_FILTERS);
      return set("filter", expression);
    }

    /** Lists the traces by their latency, the slowest first or last. */
    public Builder byLatency(boolean slowestFirst) {
      set("sort", "latency_ms");
      return set("order", slowestFirst ? "desc" : "asc");
    }

    /** Lists the traces by their start, the newest first or last. */
    public Builder byStartTime(boolean newestFirst) {
      set("sort", "start_time");
      return set("order", newestFirst ? "desc" : "asc");
    }

    /** Includes the spans of each trace. */
    public Builder withSpans() {
      return set("include_spans", "true");
    }

    /** Returns the filter. */
    public TraceFilter build() {
      return new TraceFilter(this);
    }

    private Builder set(String name, String value) {
      parameters.put(name, new ArrayList<>(List.of(value)));
      return this;
    }
  }
}
