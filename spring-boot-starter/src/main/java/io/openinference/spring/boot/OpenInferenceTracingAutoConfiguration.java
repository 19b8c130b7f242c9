// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.openinference.sdk.OpenInferencePipeline;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Gives Boot's OpenTelemetry what OpenInference spans need: 10,000 attributes, the routing of
 * projects, and the way to the collector.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceBootAutoConfiguration.class,
    beforeName = {
      OpenInferenceTracingAutoConfiguration.BOOT_3_OPEN_TELEMETRY,
      OpenInferenceTracingAutoConfiguration.BOOT_4_OPEN_TELEMETRY,
      OpenInferenceTracingAutoConfiguration.BOOT_3_TRACING,
      OpenInferenceTracingAutoConfiguration.BOOT_4_TRACING
    })
@ConditionalOnSetting("openinference.enabled")
public class OpenInferenceTracingAutoConfiguration {

  static final String BOOT_3_OPEN_TELEMETRY =
      "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration";
  static final String BOOT_4_OPEN_TELEMETRY =
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration";
  static final String BOOT_3_TRACING =
      "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration";
  static final String BOOT_4_TRACING =
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
          + ".OpenTelemetryTracingAutoConfiguration";

  private static final String SAMPLING = "management.tracing.sampling.probability";

  /** Called by Boot. */
  public OpenInferenceTracingAutoConfiguration() {}

  /** Adds the processors to the tracer provider of Boot, unless the application has its own. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(OnBootOpenTelemetry.class)
  @ConditionalOnMissingBean(OpenTelemetry.class)
  static final class Pipeline {

    @Bean
    BootPipeline openInferencePipeline(
        SendingSettings settings, OpenInferenceProperties properties, ListableBeanFactory beans) {
      return new BootPipeline(settings, properties.traces(), hasExporter(beans));
    }

    /** An application may inject its own processor, or Boot's, by this type. */
    @Bean
    @Fallback
    SpanProcessor openInferenceSpanProcessor(BootPipeline pipeline) {
      return pipeline.spanProcessor();
    }

    @Bean
    @Nullable SpanDestination openInferenceDestination(BootPipeline pipeline) {
      return pipeline.destination();
    }

    @Bean
    @Fallback
    @ConditionalOnClass(LogRecordProcessor.class)
    @ConditionalOnSetting(value = "openinference.convert-genai-spans", byDefault = false)
    LogRecordProcessor openInferenceGenAiMessages(BootPipeline pipeline) {
      // Without a collector of this starter, nothing converts the span.
      return pipeline.destination() == null
          ? LogRecordProcessor.composite()
          : OpenInferencePipeline.genAiMessages();
    }

    /**
     * Boot samples one trace in ten unless a property says otherwise. Its default spares an
     * exporter of all requests; the traces that this starter sends are few.
     */
    @Bean
    @ConditionalOnClass(OtelTracer.class)
    @ConditionalOnMissingBean(Sampler.class)
    Sampler openInferenceSampler(Environment environment, ListableBeanFactory beans) {
      Double probability = environment.getProperty(SAMPLING, Double.class);
      double ratio = probability != null ? probability : hasExporter(beans) ? 0.1 : 1;
      return Sampler.parentBased(Sampler.traceIdRatioBased(ratio));
    }

    private static boolean hasExporter(ListableBeanFactory beans) {
      return beans.getBeanNamesForType(SpanExporter.class, true, false).length > 0;
    }
  }

  /** Keeps the Context in Micrometer's bridge. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OtelTracer.class)
  @ConditionalOnSetting("openinference.context-propagation")
  static final class Bridge {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BridgeBeanPostProcessor openInferenceBridgeBeanPostProcessor(
        BeanFactory beans, Environment environment) {
      return new BridgeBeanPostProcessor(beans, environment);
    }
  }

  /** Boot 3.5 keeps its customizers in the actuator. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      org.springframework.boot.actuate.autoconfigure.tracing.SdkTracerProviderBuilderCustomizer
          .class)
  static final class Boot3 {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    org.springframework.boot.actuate.autoconfigure.tracing.SdkTracerProviderBuilderCustomizer
        openInferenceTracerProviderCustomizer(SendingSettings settings) {
      return builder -> customize(builder, settings);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanPostProcessor openInferenceSpanExporters() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
          return bean
                  instanceof
                  org.springframework.boot.actuate.autoconfigure.tracing.SpanExporters exporters
              ? org.springframework.boot.actuate.autoconfigure.tracing.SpanExporters.of(
                  prepared(exporters.list()))
              : bean;
        }
      };
    }
  }

  /** Boot 4 keeps its customizers in a module of their own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(SdkTracerProviderBuilderCustomizer.class)
  static final class Boot4 {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SdkTracerProviderBuilderCustomizer openInferenceTracerProviderCustomizer(
        SendingSettings settings) {
      return builder -> customize(builder, settings);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanPostProcessor openInferenceSpanExporters() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
          return bean instanceof SpanExporters exporters
              ? SpanExporters.of(prepared(exporters.list()))
              : bean;
        }
      };
    }
  }

  private static List<SpanExporter> prepared(List<SpanExporter> exporters) {
    return exporters.stream().map(OpenInferencePipeline::prepare).toList();
  }

  /** The application's own customizers run later and win. */
  static void customize(SdkTracerProviderBuilder builder, SendingSettings settings) {
    builder.setSpanLimits(OpenInferencePipeline.raise(SpanLimits.getDefault()));
    String project = settings.projectName();
    if (project != null) {
      builder.addResource(
          Resource.create(
              Attributes.of(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, project)));
    }
  }
}
