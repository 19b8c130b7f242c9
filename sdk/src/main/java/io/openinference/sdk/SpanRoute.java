// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.Attributes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in words where the settings of the environment send spans, for an agent that starts no SDK
 * yet. It logs nothing: the SDK complains of bad settings when it starts.
 *
 * @since 0.1.0
 */
public final class SpanRoute {

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
          null);
  private static final String PROJECT = "openinference.project.name";
  private static final String SUMMARY = "OpenInference: spans go ";

  /** A system property, because an agent and an application have copies of this class. */
  private static final String TOLD = "openinference.routes.told";

  /** Returns for example {@code to http://localhost:6006/v1/traces, project default}. */
  public static String ofEnvironment() {
    EnvironmentSettings environment = new EnvironmentSettings(SpanRoute::setting, message -> {});
    if (environment.text("otel.config.file") != null) {
      return "where otel.config.file says";
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

  /** Returns for example {@code where OpenTelemetry's agent sends them, project default}. */
  public static String ofOpenTelemetryAgent() {
    String project = projectOfResource(new EnvironmentSettings(SpanRoute::setting, message -> {}));
    return "where OpenTelemetry's agent sends them, project "
        + (project == null ? "default" : project);
  }

  /**
   * Notes that a line names a route, so that each route is named once in a process.
   *
   * @param route as {@link #ofEnvironment()} returns it, or a whole line of the SDK about it
   * @return whether no line has named it before
   */
  public static boolean tell(String route) {
    String name = route.startsWith(SUMMARY) ? route.substring(SUMMARY.length()) : route;
    synchronized (System.getProperties()) {
      String told = System.getProperty(TOLD, "");
      if (told.lines().anyMatch(name::equals)) {
        return false;
      }
      System.setProperty(TOLD, told.isEmpty() ? name : told + "\n" + name);
      return true;
    }
  }

  /** Says in one line that spans go there. */
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
