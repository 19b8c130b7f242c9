// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

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
@ConditionalOnProperty(name = "openinference.enabled", matchIfMissing = true)
@ConditionalOnClass({ObservationHandler.class, ChatModel.class})
public class OpenInferenceSpringAIAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceSpringAIAutoConfiguration() {}

  /** Comes first, so that Micrometer makes no spans of the same observations. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnProperty(name = "openinference.instrumentations.spring-ai", matchIfMissing = true)
  ObservationHandler<Observation.Context> openInferenceSpringAIHandler(
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
  @ConditionalOnMissingBean(ObservationRegistry.class)
  @ConditionalOnProperty(name = "openinference.instrumentations.spring-ai", matchIfMissing = true)
  ObservationRegistry openInferenceObservationRegistry(
      @Qualifier("openInferenceSpringAIHandler") ObservationHandler<Observation.Context> handler) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(handler);
    return registry;
  }
}
