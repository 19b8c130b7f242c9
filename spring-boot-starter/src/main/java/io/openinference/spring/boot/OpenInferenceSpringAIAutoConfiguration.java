// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Makes spans of Spring AI's observations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceBootAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnSetting({"openinference.enabled", "openinference.instrumentations.spring-ai"})
@ConditionalOnClass({ObservationHandler.class, ChatModel.class})
public class OpenInferenceSpringAIAutoConfiguration {

  private static final String BOOT_3_REGISTRIES =
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationRegistryPostProcessor";
  private static final String BOOT_4_REGISTRIES =
      "org.springframework.boot.micrometer.observation.autoconfigure"
          + ".ObservationRegistryPostProcessor";

  /** Called by Boot. */
  public OpenInferenceSpringAIAutoConfiguration() {}

  /** Comes first, so that Micrometer makes no spans of the same observations. */
  @Bean
  @Fallback
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ObservationHandler<Observation.Context> openInferenceSpringAIHandler(
      ApplicationTelemetry telemetry, OpenInferenceProperties properties) {
    return handler(telemetry, properties);
  }

  private static ObservationHandler<Observation.Context> handler(
      ApplicationTelemetry telemetry, OpenInferenceProperties properties) {
    return SpringAIInstrumentor.builder(telemetry.openTelemetry())
        .config(TraceConfigs.of(properties))
        .build()
        .observationHandler();
  }

  /**
   * Boot makes a registry if the actuator is there. Without a registry Spring AI observes nothing,
   * and this library would have nothing to make spans of.
   */
  @Bean
  @Fallback
  @ConditionalOnMissingBean(ObservationRegistry.class)
  ObservationRegistry openInferenceObservationRegistry() {
    return ObservationRegistry.create();
  }

  /**
   * Boot gives its handlers to each registry, also to one of the application, with the actuator.
   */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnMissingBean(type = {BOOT_3_REGISTRIES, BOOT_4_REGISTRIES})
  static RegistryBeanPostProcessor openInferenceRegistryBeanPostProcessor(
      ApplicationTelemetry telemetry, Environment environment) {
    return new RegistryBeanPostProcessor(
        () -> handler(telemetry, OpenInferenceProperties.of(environment)));
  }
}
