// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets OpenTelemetry up by its own autoconfiguration, so that all its settings work as users know
 * them, and tells it where Phoenix is. {@link OpenInferenceAutoConfiguration} joins in as a
 * service.
 */
final class SdkAssembly {

  private static final int DEFAULT_QUEUE_SIZE = 2_048;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          // The redelivering exporter retries without an end and keeps the order.
          "otel.java.exporter.otlp.retry.disabled", "true");

  private final CodeSettings code;
  private final Map<String, String> environmentForTest;
  private final List<RedeliveringSpanExporter> exporters = new ArrayList<>();
  private @Nullable Destination destination;
  private String project = "default";

  SdkAssembly(CodeSettings code, Map<String, String> environmentForTest) {
    this.code = code;
    this.environmentForTest = environmentForTest;
  }

  /** Throws what OpenTelemetry throws on settings that only it knows. */
  OpenTelemetrySdk assemble() {
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> DEFAULTS)
            .addPropertiesSupplier(() -> environmentForTest)
            .addPropertiesCustomizer(this::properties)
            .addResourceCustomizer(this::resource)
            .addSpanExporterCustomizer(this::redelivering)
            .addTracerProviderCustomizer(this::addProcessors);
    if (code.sampler() != null) {
      builder.addSamplerCustomizer((sampler, config) -> code.sampler());
    }
    OpenTelemetrySdk openTelemetrySdk = builder.build().getOpenTelemetrySdk();
    if (destination == null) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name("otel.config.file")
              + " is set, so that OpenTelemetry takes all settings from that file and none from"
              + " OpenInferenceSdk.");
    }
    return openTelemetrySdk;
  }

  List<RedeliveringSpanExporter> exporters() {
    return exporters;
  }

  String describe() {
    if (destination == null) {
      return "OpenInference: OpenTelemetry is configured by otel.config.file alone";
    }
    return exporters.isEmpty()
        ? "OpenInference: no spans are exported (otel.sdk.disabled, otel.traces.exporter)"
        : destination.describe(project);
  }

  /** Says in one line where spans go. */
  String summary() {
    return destination == null || exporters.isEmpty()
        ? describe()
        : "OpenInference: spans go " + SpanRoute.to(destination.endpoint().toString(), project);
  }

  private Map<String, String> properties(ConfigProperties config) {
    EnvironmentSettings environment = new EnvironmentSettings(config);
    StandardSettings.check(environment);
    destination = new DestinationResolver(code, environment).resolve();
    Map<String, String> properties = new HashMap<>(environment.corrections());
    properties.putAll(destination.properties());
    if (code.timeout() != null) {
      properties.put("otel.exporter.otlp.traces.timeout", milliseconds(code.timeout()));
    }
    if (code.serviceName() != null) {
      properties.put("otel.service.name", code.serviceName());
    }
    if (!code.batching()) {
      // Not the simple processor: it encodes on the thread that ends the span and has no queue.
      properties.put("otel.bsp.max.export.batch.size", "1");
    }
    return properties;
  }

  /** Zero means no limit, so that shorter times must not become zero. */
  private static String milliseconds(Duration timeout) {
    return (timeout.isZero() ? 0 : Math.max(1, timeout.toMillis())) + "ms";
  }

  private Resource resource(Resource resource, ConfigProperties config) {
    project =
        ProjectName.resolve(
            code,
            new EnvironmentSettings(config),
            resource.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME));
    return resource
        .merge(Resource.create(code.resourceAttributes()))
        .merge(
            Resource.create(
                Attributes.of(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, project)));
  }

  private SpanExporter redelivering(SpanExporter exporter, ConfigProperties config) {
    int maxSpans = config.getInt("otel.bsp.max.queue.size", DEFAULT_QUEUE_SIZE);
    RedeliveringSpanExporter redelivering =
        new RedeliveringSpanExporter(exporter, RedeliverySettings.forQueue(maxSpans));
    exporters.add(redelivering);
    return redelivering;
  }

  private SdkTracerProviderBuilder addProcessors(
      SdkTracerProviderBuilder provider, ConfigProperties config) {
    code.spanProcessors().forEach(provider::addSpanProcessor);
    return provider;
  }
}
