// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.DroppingSampler;
import io.openinference.instrumentation.spi.SettingNames;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets up OpenTelemetry by its own autoconfiguration, so that all its settings work as usual, and
 * adds the address of Phoenix. {@link OpenInferenceAutoConfiguration} takes part as a service.
 */
final class SdkAssembly {

  private static final String SHUTDOWN_HOOK = "openinference.shutdown.hook";

  /** Settings whose misspelled names cause a warning. */
  private static final List<String> VARIABLES =
      List.of(
          "PHOENIX_COLLECTOR_ENDPOINT",
          "PHOENIX_API_KEY",
          "PHOENIX_CLIENT_HEADERS",
          "PHOENIX_PROJECT",
          "PHOENIX_PROJECT_NAME",
          "PHOENIX_GRPC_PORT",
          "OPENINFERENCE_BACKEND",
          "OPENINFERENCE_CONVERT_GENAI_SPANS",
          "OPENINFERENCE_ENABLE_GENAI_SEMCONV",
          "OPENINFERENCE_GENAI_OLDER_NAMES",
          "OPENINFERENCE_LIVE_SPANS",
          "OPENINFERENCE_QUEUE_MAX_BYTES",
          "OPENINFERENCE_SHUTDOWN_HOOK");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          // The delivery retries and keeps the order itself.
          "otel.java.exporter.otlp.retry.disabled", "true");

  private final CodeSettings code;
  private final Map<String, String> environmentForTest;
  private final OtlpTransport transport = new OtlpTransport(this::tracesEndpoint);
  private final List<SpanDelivery> deliveries = new ArrayList<>();
  private @Nullable Destination destination;
  private @Nullable LiveSpans liveSpans;
  private boolean exports;
  private @Nullable String droppedTraces;
  private boolean shutdownHook = true;
  private String project = "default";

  SdkAssembly(CodeSettings code, Map<String, String> environmentForTest) {
    this.code = code;
    this.environmentForTest = environmentForTest;
  }

  /** Throws OpenTelemetry's exceptions about settings that only OpenTelemetry checks. */
  OpenTelemetrySdk assemble() {
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> DEFAULTS)
            .addPropertiesSupplier(() -> environmentForTest)
            .addPropertiesCustomizer(this::properties)
            .addResourceCustomizer(this::resource)
            .addSpanExporterCustomizer(this::answering)
            .addSpanProcessorCustomizer(this::delivering)
            .addTracerProviderCustomizer(this::addProcessors);
    transport.addTo(builder);
    builder.addSamplerCustomizer(this::sampler);
    OpenTelemetrySdk openTelemetrySdk = builder.build().getOpenTelemetrySdk();
    loadSpanClasses(openTelemetrySdk);
    if (destination == null) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name("otel.config.file")
              + " is set, so OpenTelemetry reads all settings from that file and none from"
              + " OpenInferenceSdk.");
    }
    return openTelemetrySdk;
  }

  /** Fails here, and not at the first call, if an older API lacks what spans of the SDK need. */
  private static void loadSpanClasses(OpenTelemetrySdk openTelemetrySdk) {
    openTelemetrySdk.getTracer("io.openinference.sdk").spanBuilder("set-up");
  }

  List<SpanDelivery> deliveries() {
    return deliveries;
  }

  /** Returns what tells the viewer of started spans, or null if that is off. */
  @Nullable LiveSpans liveSpans() {
    return liveSpans;
  }

  boolean shutdownHook() {
    return shutdownHook;
  }

  /** Tells whether the settings leave no trace of this process to send, or no exporter. */
  boolean sendsNothing() {
    return destination != null && (!exports || droppedTraces != null);
  }

  private Sampler sampler(Sampler configured, ConfigProperties config) {
    Sampler sampler = code.sampler() == null ? configured : code.sampler();
    String setBy = code.sampler() == null ? "otel.traces.sampler" : "sampler";
    droppedTraces = DroppingSampler.line(sampler.getDescription(), setBy);
    return sampler;
  }

  private @Nullable URI tracesEndpoint() {
    return destination == null ? null : destination.endpoint();
  }

  String describe() {
    if (destination == null) {
      return "OpenInference: OpenTelemetry is configured by otel.config.file alone";
    }
    if (!exports) {
      return "OpenInference: no spans are exported (otel.sdk.disabled, otel.traces.exporter)";
    }
    return droppedTraces == null ? destination.describe(project) : droppedTraces;
  }

  /** Logs in one line where spans go. */
  String summary() {
    return destination == null || sendsNothing()
        ? describe()
        : SpanRoute.summary(destination.endpoint().toString(), project);
  }

  private Map<String, String> properties(ConfigProperties config) {
    EnvironmentSettings environment = new EnvironmentSettings(config);
    SettingNames.reportMisspelled(VARIABLES, EnvironmentSettings::warn);
    StandardSettings.check(environment);
    destination = new DestinationResolver(code, environment).resolve();
    destination.warnOfKeyOverPlainHttp();
    shutdownHook = shutdownHook(environment);
    Map<String, String> properties = new HashMap<>(environment.corrections());
    properties.putAll(destination.properties());
    properties.putAll(code.backend().properties());
    if (code.timeout() != null) {
      properties.put("otel.exporter.otlp.traces.timeout", milliseconds(code.timeout()));
    }
    if (code.serviceName() != null) {
      properties.put("otel.service.name", code.serviceName());
    }
    if (!code.batching()) {
      // Not the simple processor, which encodes on the thread that ends the span and has no
      // queue.
      properties.put("otel.bsp.max.export.batch.size", "1");
    }
    return properties;
  }

  /** Zero means no limit, so a time below 1 ms must not become zero. */
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

  private boolean shutdownHook(EnvironmentSettings environment) {
    if (code.shutdownHook() != null) {
      return code.shutdownHook();
    }
    String set = environment.get(SHUTDOWN_HOOK, SettingTypes.BOOLEAN);
    return set == null || set.equals("true");
  }

  private @Nullable LiveSpans liveSpans(ConfigProperties config, Destination to) {
    boolean isOn =
        code.liveSpans() != null
            ? code.liveSpans()
            : "true"
                .equals(
                    new EnvironmentSettings(config).get(LiveSpans.SETTING, SettingTypes.BOOLEAN));
    return isOn ? LiveSpans.to(to) : null;
  }

  private SpanExporter answering(SpanExporter exporter, ConfigProperties config) {
    exports = true;
    return transport.answering(exporter);
  }

  /** Replaces the batch processor with our delivery; other processors stay. */
  private SpanProcessor delivering(SpanProcessor processor, ConfigProperties config) {
    if (!(processor instanceof BatchSpanProcessor batch)) {
      return processor;
    }
    SpanExporter exporter = batch.getSpanExporter();
    GenAiConversion conversion = GenAiConversion.NONE;
    if (exporter instanceof OpenInferenceSpanExporter ours) {
      conversion = ours.conversion().withTraceConfig(code.backend().traceConfig());
      exporter = ours.handOver();
      batch.shutdown();
    }
    SpanDelivery delivery =
        new SpanDelivery(
            new BatchExporter(exporter, transport.sender(), endpoint(exporter), conversion),
            DeliverySettings.of(config));
    deliveries.add(delivery);
    return new DeliveryProcessor(delivery);
  }

  /** Returns the name of the destination for log lines. */
  private String endpoint(SpanExporter exporter) {
    return transport.isOnlyWay() && destination != null
        ? OtlpEndpoint.withoutUserInfo(destination.endpoint())
        : "The exporter " + exporter.getClass().getSimpleName();
  }

  private SdkTracerProviderBuilder addProcessors(
      SdkTracerProviderBuilder provider, ConfigProperties config) {
    code.spanProcessors().forEach(provider::addSpanProcessor);
    liveSpans = exports && destination != null ? liveSpans(config, destination) : null;
    return liveSpans == null ? provider : provider.addSpanProcessor(liveSpans);
  }
}
