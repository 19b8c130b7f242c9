// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.ToldLines;
import io.opentelemetry.api.common.Attributes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes where the environment's settings send spans, for an agent that has not started an SDK
 * yet. Logs nothing: the SDK warns about bad settings when it starts.
 */
final class SpanRoute {

  private static final CodeSettings NO_CODE =
      new CodeSettings(
          null,
          null,
          null,
          Map.of(),
          null,
          null,
          null,
          Attributes.empty(),
          true,
          null,
          List.of(),
          null,
          null,
          BackendCode.NONE);
  private static final String PROJECT = "openinference.project.name";
  private static final String SUMMARY = "OpenInference: spans go ";

  /**
   * Returns a description, for example {@code to http://localhost:6006/v1/traces, project default}.
   */
  static String ofEnvironment() {
    EnvironmentSettings environment = new EnvironmentSettings(SpanRoute::setting, message -> {});
    if (environment.text("otel.config.file") != null) {
      return "to the exporters in the file of otel.config.file";
    }
    String exporter = environment.text("otel.traces.exporter");
    if ("true".equalsIgnoreCase(environment.text("otel.sdk.disabled")) || "none".equals(exporter)) {
      return "nowhere (otel.sdk.disabled, otel.traces.exporter)";
    }
    String target =
        exporter == null || exporter.equals("otlp")
            ? new DestinationResolver(NO_CODE, environment).endpoint().toString()
            : "the exporter " + exporter;
    return to(target, ProjectName.resolve(NO_CODE, environment, projectOfResource(environment)));
  }

  /**
   * Returns a description, for example {@code where OpenTelemetry's agent sends them, project
   * default}.
   */
  static String ofOpenTelemetryAgent() {
    String project = projectOfResource(new EnvironmentSettings(SpanRoute::setting, message -> {}));
    return "where OpenTelemetry's agent sends them, project "
        + (project == null ? "default" : project);
  }

  /**
   * Remembers that a line names a route, so that each route is logged once per process.
   *
   * @param route a result of {@link #ofEnvironment()}, or a whole line of the SDK about the route
   * @return true if no line has named the route before
   */
  static boolean tell(String route) {
    String name = route.startsWith(SUMMARY) ? route.substring(SUMMARY.length()) : route;
    return ToldLines.isNew(name);
  }

  /** Logs in one line that spans go to the route. */
  static String summary(String target, String project) {
    return SUMMARY + to(target, project);
  }

  static String to(String target, String project) {
    return "to " + target + ", project " + project;
  }

  private static @Nullable String projectOfResource(EnvironmentSettings environment) {
    String attributes = environment.text("otel.resource.attributes");
    for (String pair : attributes == null ? new String[0] : attributes.split(",")) {
      int end = pair.indexOf('=');
      if (end > 0 && pair.substring(0, end).trim().equals(PROJECT)) {
        return decode(pair.substring(end + 1).trim());
      }
    }
    return null;
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static @Nullable String setting(String property) {
    String value = System.getProperty(property);
    return value != null
        ? value
        : System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
  }

  private SpanRoute() {}
}
