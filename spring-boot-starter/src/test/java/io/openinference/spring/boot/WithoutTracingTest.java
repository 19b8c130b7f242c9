// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** An application with Boot's OpenTelemetry, but without Micrometer's tracing. */
class WithoutTracingTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
          .withPropertyValues("spring.application.name=shop", "openinference.instrumentation=beans")
          .withUserConfiguration(Application.class);

  @Test
  void bootsOpenTelemetrySendsToTheEndpoint() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      runner
          .withPropertyValues(
              "openinference.endpoint=" + receiver.endpoint(), "openinference.batching=false")
          .run(
              context -> {
                assertThat(context).hasSingleBean(OpenTelemetrySdk.class);
                assertThat(context).doesNotHaveBean(OpenInferenceSdk.class);
                OpenInferenceTracer.create(context.getBean(OpenTelemetry.class))
                    .llm("model")
                    .run(span -> {});

                ReceivedSpan span = receiver.awaitSpans(1).get(0);
                assertThat(span.name()).isEqualTo("model");
                assertThat(span.resourceAttributes()).containsEntry("service.name", "shop");
              });
    }
  }

  @Test
  void withoutAnEndpointNoSpanIsMade() {
    runner.run(
        context -> {
          assertThat(context).hasSingleBean(OpenTelemetrySdk.class);
          assertThat(context.getBean(ApplicationTelemetry.class).makesSpans()).isFalse();
        });
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
