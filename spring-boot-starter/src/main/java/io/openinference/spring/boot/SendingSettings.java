// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.sdk.OpenInferencePipeline;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OpenInferenceSdkBuilder;
import io.openinference.sdk.OtlpProtocol;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Says whether the application names a collector, and hands the properties to the SDK. */
final class SendingSettings {

  private static final String ENDPOINT = "openinference.endpoint";
  private static final String BACKEND = "openinference.backend";

  /** The first one that is set counts. */
  private static final List<String> SETTINGS =
      List.of(
          ENDPOINT,
          BACKEND,
          "phoenix.collector.endpoint",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.endpoint");

  private final OpenInferenceProperties properties;
  private final Environment environment;
  private final DevelopmentViewer viewer;

  SendingSettings(
      OpenInferenceProperties properties, Environment environment, DevelopmentViewer viewer) {
    this.properties = properties;
    this.environment = environment;
    this.viewer = viewer;
  }

  /** Tells whether a property or variable names a collector, or turns the viewer on. */
  static boolean nameCollector(Environment environment, @Nullable ClassLoader classLoader) {
    return isSet(environment) || DevelopmentViewer.isExpected(environment, classLoader);
  }

  private static boolean isSet(Environment environment) {
    return setting(environment) != null;
  }

  /** Returns the property or variable that names a collector, as the user wrote it, or null. */
  @Nullable String endpointSetting() {
    String name = setting(environment);
    return name == null ? null : asWritten(name);
  }

  /**
   * Returns the variable whose value would name a collector if it were a URL, as the user wrote it,
   * or null.
   */
  @Nullable String brokenSetting() {
    return SETTINGS.stream()
        .filter(name -> text(environment, name) != null && !isUsable(environment, name))
        .findFirst()
        .map(SendingSettings::asWritten)
        .orElse(null);
  }

  /** Returns the property that names a collector and counts, or null. */
  private static @Nullable String setting(Environment environment) {
    return SETTINGS.stream().filter(name -> isUsable(environment, name)).findFirst().orElse(null);
  }

  /** A variable that the SDK refuses does not count, because the SDK would send to its default. */
  private static boolean isUsable(Environment environment, String name) {
    String value = text(environment, name);
    boolean isOwn = name.equals(ENDPOINT) || name.equals(BACKEND);
    return value != null && (isOwn || isUrl(value));
  }

  private static boolean isUrl(String value) {
    try {
      OpenInferenceSdk.builder().endpoint(value);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** Tells whether the application itself names a collector for OpenInference spans. */
  boolean nameOwnCollector() {
    return isNamed(environment) || (!isSet(environment) && viewer.url() != null);
  }

  /** A backend has an address of its own. */
  private static boolean isNamed(Environment environment) {
    return text(environment, ENDPOINT) != null || text(environment, BACKEND) != null;
  }

  /**
   * Returns the collector as the user wrote it: its URL, or the name of the backend. Without one it
   * is the viewer in this process, or null.
   */
  @Nullable String endpoint() {
    String setting = setting(environment);
    return setting == null ? viewer.url() : text(environment, setting);
  }

  /** Tells whether spans of other tracers become OpenInference spans. */
  boolean convertGenAiSpans() {
    return Boolean.TRUE.equals(properties.convertGenaiSpans());
  }

  /** Returns the project that the user set, or null. */
  @Nullable String projectName() {
    String name = properties.projectName();
    if (name == null || name.isBlank()) {
      name = text(environment, "phoenix.project");
    }
    return name == null ? text(environment, "phoenix.project.name") : name;
  }

  /** Returns the SDK for the properties. */
  OpenInferenceSdk buildSdk() {
    return named(() -> builder().build());
  }

  /**
   * Returns what sets up the way to the collector, with settings that are checked now.
   *
   * @throws IllegalArgumentException if a value is not allowed; the message names the setting as
   *     the user wrote it
   */
  Supplier<OpenInferencePipeline> pipeline() {
    OpenInferenceSdkBuilder builder = named(this::builder);
    return () -> named(builder::buildPipeline);
  }

  /** The SDK names a bad value by the method of its builder, which the user has not called. */
  private <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(message(refused), refused);
    }
  }

  private String message(IllegalArgumentException refused) {
    String message = PropertyNames.inMessage(refused.getMessage());
    String endpoint = endpointSetting();
    // Another setting may name the endpoint.
    return endpoint != null && message.startsWith(ENDPOINT + " ")
        ? endpoint + message.substring(ENDPOINT.length())
        : message;
  }

  /** Returns a builder with the properties; the SDK reads all other settings itself. */
  private OpenInferenceSdkBuilder builder() {
    OpenInferenceSdkBuilder builder =
        OpenInferenceSdk.builder()
            .headers(properties.headers())
            .batching(properties.batching())
            // The application context closes it.
            .shutdownHook(false);
    setEndpoint(builder);
    setBackend(builder);
    if (!isSet(environment)) {
      setViewer(builder);
    } else if (properties.protocol() != null) {
      builder.protocol(properties.protocol());
    }
    String project = projectName();
    if (project != null) {
      builder.projectName(project);
    }
    if (properties.apiKey() != null && !properties.apiKey().isBlank()) {
      builder.apiKey(properties.apiKey());
    }
    if (properties.compression() != null) {
      builder.compression(properties.compression());
    }
    if (properties.timeout() != null) {
      builder.timeout(properties.timeout());
    }
    String service = text(environment, "spring.application.name");
    if (service != null && text(environment, "otel.service.name") == null) {
      builder.serviceName(service);
    }
    return builder;
  }

  private void setEndpoint(OpenInferenceSdkBuilder builder) {
    String endpoint = properties.endpoint();
    String setting = setting(environment);
    if (endpoint != null && !endpoint.isBlank()) {
      builder.endpoint(endpoint);
    } else if (properties.backend() == null && setting != null && isOfSpringAlone(setting)) {
      builder.endpoint(String.valueOf(text(environment, setting)));
    }
  }

  /** The viewer takes spans over HTTP, whatever protocol a collector would get. */
  private void setViewer(OpenInferenceSdkBuilder builder) {
    String url = viewer.url();
    if (url == null) {
      // It was expected, and could not start. Without an endpoint the SDK would take its default.
      builder.sampler(Sampler.alwaysOff());
    } else {
      builder.endpoint(url).protocol(OtlpProtocol.HTTP_PROTOBUF);
    }
  }

  private void setBackend(OpenInferenceSdkBuilder builder) {
    String backend = text(environment, BACKEND);
    if (backend != null) {
      builder.backend(backend);
    }
    if (properties.enableGenaiSemconv() != null) {
      builder.enableGenAiSemconv(properties.enableGenaiSemconv());
    }
    if (properties.convertGenaiSpans() != null) {
      builder.convertGenAiSpans(properties.convertGenaiSpans());
    }
    if (properties.liveSpans() != null) {
      builder.liveSpans(properties.liveSpans());
    }
    builder.traceConfig(TraceConfigs.of(properties));
  }

  /** The SDK reads system properties and variables with more care: it knows Phoenix's ports. */
  private boolean isOfSpringAlone(String name) {
    return System.getProperty(name) == null && System.getenv(variable(name)) == null;
  }

  private static String asWritten(String property) {
    return System.getenv(variable(property)) == null ? property : variable(property);
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
  }

  private static @Nullable String text(Environment environment, String name) {
    String value = environment.getProperty(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
