// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Adds the actuator's endpoint {@code openinference}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = OpenInferenceBootAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(OpenInferenceStatus.class)
public class OpenInferenceEndpointAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceEndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnAvailableEndpoint
  OpenInferenceEndpoint openInferenceEndpoint(OpenInferenceStatus status) {
    return new OpenInferenceEndpoint(status);
  }
}
