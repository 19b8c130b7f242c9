// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;

/**
 * Sets up {@code openinference-sdk} for an application that has no OpenTelemetry and names a
 * collector.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceBootAutoConfiguration.class,
    afterName = {
      OpenInferenceTracingAutoConfiguration.BOOT_3_OPEN_TELEMETRY,
      OpenInferenceTracingAutoConfiguration.BOOT_4_OPEN_TELEMETRY,
      "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration"
    })
@ConditionalOnSetting("openinference.enabled")
@ConditionalOnMissingBean(OpenTelemetry.class)
@Conditional(OnCollector.class)
public class OpenInferenceSdkAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceSdkAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  OpenInferenceSdk openInferenceSdk(SendingSettings settings) {
    return settings.buildSdk();
  }

  @Bean
  OpenTelemetry openTelemetry(OpenInferenceSdk sdk) {
    return sdk.openTelemetry();
  }

  /** Wins over that of Boot's OpenTelemetry, which the application has not set up. */
  @Bean
  @Primary
  SpanDestination openInferenceSdkDestination(OpenInferenceSdk sdk, SendingSettings settings) {
    return new SpanDestination(settings.endpoint(), sdk::lostSpans);
  }
}
