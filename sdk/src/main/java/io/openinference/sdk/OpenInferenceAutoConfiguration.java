// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Adds the settings that OpenInference spans need to an OpenTelemetry that configures itself from
 * the environment. OpenTelemetry finds this class by itself. The class is public because {@link
 * java.util.ServiceLoader} requires it.
 *
 * <ul>
 *   <li>Spans keep up to 10,000 attributes, unless {@code otel.span.attribute.count.limit} or
 *       {@code otel.attribute.count.limit} is set. A log line reports the first loss of attributes.
 *   <li>Spans that start inside a project scope go to that project.
 *   <li>No export request exceeds 4 MiB, unless a single span is larger.
 *   <li>Spans are converted to and from {@code gen_ai} if a setting asks for it. Messages that a
 *       tracer emits as log records count as messages of its span.
 * </ul>
 *
 * <p>{@link OpenInferenceSdk} uses this class too, so that nothing is added twice.
 *
 * @since 0.1.0
 */
public final class OpenInferenceAutoConfiguration implements AutoConfigurationCustomizerProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenInferenceAutoConfiguration() {}

  /** Runs last, so that its exporter wraps those of other customizers. */
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void customize(AutoConfigurationCustomizer autoConfiguration) {
    autoConfiguration.addPropertiesCustomizer(AttributeLimit::raise);
    autoConfiguration.addTracerProviderCustomizer(
        (provider, config) -> provider.addSpanProcessor(new ProjectSpanProcessor()));
    autoConfiguration.addSpanExporterCustomizer(
        (exporter, config) ->
            new OpenInferenceSpanExporter(
                exporter,
                new AttributeLoss(AttributeLimit.of(config)),
                GenAiConversion.of(config)));
    autoConfiguration.addLoggerProviderCustomizer(
        (provider, config) ->
            GenAiConversion.convertsForeignSpans(config)
                ? provider.addLogRecordProcessor(new EmittedMessages())
                : provider);
  }
}
