// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.test;

import io.openinference.sdk.OpenInferencePipeline;
import io.openinference.spring.boot.OpenInferenceTracingAutoConfiguration;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Records spans of Boot's OpenTelemetry, or of an OpenTelemetry of the test if the application has
 * none.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceTracingAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
          + ".OpenTelemetryTracingAutoConfiguration"
    },
    beforeName = {
      "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration",
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration"
    })
public class OpenInferenceTestAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceTestAutoConfiguration() {}

  @Bean
  RecordedSpans openInferenceRecordedSpans() {
    return new RecordedSpans();
  }

  @Bean
  SpanProcessor openInferenceRecordingProcessor(RecordedSpans spans) {
    return spans.processor();
  }

  @Bean
  @ConditionalOnMissingBean({SdkTracerProvider.class, OpenTelemetry.class})
  OpenTelemetry openInferenceTestOpenTelemetry(ObjectProvider<SpanProcessor> processors) {
    var provider =
        SdkTracerProvider.builder()
            .setSpanLimits(OpenInferencePipeline.raise(SpanLimits.getDefault()));
    processors.orderedStream().forEach(provider::addSpanProcessor);
    return OpenTelemetrySdk.builder().setTracerProvider(provider.build()).build();
  }
}
