// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.TraceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Describes what is traced and where spans go, without header values. */
final class OpenInferenceStatus {

  private final OpenInferenceProperties properties;
  private final SendingSettings sending;
  private final ApplicationTelemetry telemetry;
  private final TracedBeans tracedBeans;
  private final ObjectProvider<SpanDestination> destination;
  private final DevelopmentViewer viewer;
  private volatile Set<String> processWide = Set.of();

  OpenInferenceStatus(
      OpenInferenceProperties properties,
      SendingSettings sending,
      ApplicationTelemetry telemetry,
      TracedBeans tracedBeans,
      ObjectProvider<SpanDestination> destination,
      DevelopmentViewer viewer) {
    this.properties = properties;
    this.sending = sending;
    this.telemetry = telemetry;
    this.tracedBeans = tracedBeans;
    this.destination = destination;
    this.viewer = viewer;
  }

  void tracesProcess(Set<String> libraries) {
    processWide = libraries;
  }

  /** Describes in one line what is on. */
  String summary() {
    if (!telemetry.makesSpans()) {
      String broken = sending.brokenSetting();
      return broken != null
          ? "OpenInference makes no spans: " + unusable(broken)
          : "OpenInference makes no spans: neither openinference.endpoint nor"
              + " PHOENIX_COLLECTOR_ENDPOINT is set, and the application has no OpenTelemetry";
    }
    Set<String> traced = new TreeSet<>(tracedBeans.wrapped().keySet());
    traced.removeAll(processWide);
    traced.addAll(inProcess());
    List<String> hidden = hidden();
    return "OpenInference: spans go "
        + route()
        + (traced.isEmpty() ? "" : "; traces " + String.join(", ", traced))
        + (hidden.isEmpty() ? "" : "; hides " + String.join(", ", hidden))
        + unusedSetting();
  }

  /** A library without weaving is traced in part. */
  private Set<String> inProcess() {
    Set<String> described = new TreeSet<>();
    for (String library : processWide) {
      described.add(
          ProcessTracing.isWithoutWeaving(library)
              ? library + " (AI services and beans)"
              : library);
    }
    return described;
  }

  private String unusedSetting() {
    String broken = sending.brokenSetting();
    String endpoint = endpoint();
    return broken == null || (endpoint != null && !endpoint.equals(viewer.url()))
        ? ""
        : "; " + unusable(broken);
  }

  private static String unusable(String setting) {
    return setting
        + " must be an http or https URL with a host, without user info, query or fragment, such as"
        + " http://localhost:6006";
  }

  private String route() {
    SpanDestination own = destination.getIfAvailable();
    String project = sending.projectName();
    return (own == null
            ? "where the application's OpenTelemetry sends them"
            : own.endpoint() == null ? "nowhere" : "to " + own.endpoint())
        + (project == null ? "" : ", project " + project);
  }

  /** Returns the collector that this starter sends to, or null if it sends to none. */
  @Nullable String endpoint() {
    SpanDestination own = destination.getIfAvailable();
    return own == null ? null : own.endpoint();
  }

  /** Returns the property or variable that names a collector, or null. */
  @Nullable String endpointSetting() {
    return sending.endpointSetting();
  }

  /** Describes everything for the actuator. */
  Map<String, @Nullable Object> details() {
    SpanDestination own = destination.getIfAvailable();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("makesSpans", telemetry.makesSpans());
    details.put("endpoint", own == null ? null : own.endpoint());
    details.put("project", sending.projectName());
    details.put("hides", hidden());
    details.put("wrappedBeans", tracedBeans.wrapped());
    details.put("tracedInProcess", inProcess());
    details.put("lostSpans", own == null ? null : own.lostSpans().getAsLong());
    String ofViewer = viewer.describe();
    if (ofViewer != null) {
      details.put("viewer", ofViewer);
    }
    return details;
  }

  private List<String> hidden() {
    TraceConfig config = TraceConfigs.of(properties);
    return TraceConfigs.hidden(config);
  }
}
