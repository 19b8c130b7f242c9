// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Gives Boot's OpenTelemetry a tracer provider if the application has no tracing of Micrometer, so
 * that there is no second OpenTelemetry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceTracingAutoConfiguration.class,
    afterName = {
      OpenInferenceTracingAutoConfiguration.BOOT_3_TRACING,
      OpenInferenceTracingAutoConfiguration.BOOT_4_TRACING
    },
    beforeName = {
      OpenInferenceTracingAutoConfiguration.BOOT_3_OPEN_TELEMETRY,
      OpenInferenceTracingAutoConfiguration.BOOT_4_OPEN_TELEMETRY
    })
@ConditionalOnSetting("openinference.enabled")
@ConditionalOnMissingBean({SdkTracerProvider.class, OpenTelemetry.class})
@Conditional({OnBootOpenTelemetry.class, OnCollector.class})
public class OpenInferenceTracerProviderAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceTracerProviderAutoConfiguration() {}

  @Bean
  SdkTracerProvider openInferenceTracerProvider(
      BootPipeline pipeline, SendingSettings settings, Resource resource) {
    SdkTracerProviderBuilder builder =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(pipeline.spanProcessor());
    OpenInferenceTracingAutoConfiguration.customize(builder, settings);
    return builder.build();
  }

  @Bean
  @ConditionalOnMissingBean
  ContextPropagators openInferencePropagators() {
    return ContextPropagators.create(W3CTraceContextPropagator.getInstance());
  }
}
