// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Traces the clients of the application. {@code openinference.enabled=false} turns everything off.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnSetting("openinference.enabled")
@EnableConfigurationProperties(OpenInferenceProperties.class)
public class OpenInferenceBootAutoConfiguration {

  /** Called by Boot. */
  public OpenInferenceBootAutoConfiguration() {}

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static SpringSettings openInferenceSettings() {
    return new SpringSettings();
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static TracedBeans openInferenceTracedBeans() {
    return new TracedBeans();
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static ApplicationTelemetry openInferenceTelemetry(ConfigurableListableBeanFactory beans) {
    return new ApplicationTelemetry(beans);
  }

  /** Static and without dependencies that are beans of the application, as Spring demands. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static TracingBeanPostProcessor openInferenceTracingBeanPostProcessor(
      ApplicationTelemetry telemetry, TracedBeans tracedBeans, Environment environment) {
    return new TracingBeanPostProcessor(
        () -> types(telemetry, OpenInferenceProperties.of(environment)), tracedBeans);
  }

  private static List<TracedType<?>> types(
      ApplicationTelemetry telemetry, OpenInferenceProperties properties) {
    return switch (properties.instrumentation()) {
      case AUTO, BEANS ->
          TracedTypes.onClassPath(
              telemetry.openTelemetry(), TraceConfigs.of(properties), properties::isOn);
      case PROCESS, NONE -> List.of();
    };
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnSetting("openinference.annotations")
  static AnnotationBeanPostProcessor openInferenceAnnotationBeanPostProcessor(
      ApplicationTelemetry telemetry) {
    return new AnnotationBeanPostProcessor(
        SingletonSupplier.of(() -> AnnotationInstrumentor.create(telemetry.openTelemetry())));
  }

  /** With lazy beans, nobody would ask for this one. */
  @Bean
  static LazyInitializationExcludeFilter openInferenceEagerStart() {
    return LazyInitializationExcludeFilter.forBeanTypes(OpenInferenceStart.class);
  }

  @Bean
  DevelopmentViewer openInferenceViewer(
      OpenInferenceProperties properties,
      Environment environment,
      ConfigurableListableBeanFactory beans) {
    return new DevelopmentViewer(properties.viewer(), environment, beans.getBeanClassLoader());
  }

  @Bean
  SendingSettings openInferenceSendingSettings(
      OpenInferenceProperties properties, Environment environment, DevelopmentViewer viewer) {
    return new SendingSettings(properties, environment, viewer);
  }

  @Bean
  OpenInferenceStatus openInferenceStatus(
      OpenInferenceProperties properties,
      SendingSettings sending,
      ApplicationTelemetry telemetry,
      TracedBeans tracedBeans,
      ObjectProvider<SpanDestination> destination,
      DevelopmentViewer viewer) {
    return new OpenInferenceStatus(
        properties, sending, telemetry, tracedBeans, destination, viewer);
  }

  @Bean
  OpenInferenceStart openInferenceStart(
      OpenInferenceProperties properties,
      ApplicationTelemetry telemetry,
      TracedBeans tracedBeans,
      OpenInferenceStatus status,
      DevelopmentViewer viewer) {
    return new OpenInferenceStart(properties, telemetry, tracedBeans, status, viewer);
  }
}
