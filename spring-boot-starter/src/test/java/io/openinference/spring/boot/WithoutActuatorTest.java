// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.openinference.testing.OtlpReceiver;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application with Spring AI and without Boot's actuator, which brings Boot's registry. */
class WithoutActuatorTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceTracingAutoConfiguration.class,
                  OpenInferenceSdkAutoConfiguration.class,
                  OpenInferenceSpringAIAutoConfiguration.class));

  @Test
  void springAIHasARegistryThatMakesSpans() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      runner
          .withPropertyValues(
              "openinference.endpoint=" + receiver.endpoint(), "openinference.batching=false")
          .run(
              context -> {
                ObservationRegistry registry = context.getBean(ObservationRegistry.class);
                ChatClient.create(new SpringAIApplicationTest.ObservedModel(registry), registry)
                    .prompt("Where is 1042?")
                    .call()
                    .content();

                assertThat(ReceivedTree.of(receiver.awaitSpans(2)))
                    .isEqualTo(
                        """
                        CHAIN ChatClient
                          LLM ChatModel
                        """);
              });
    }
  }

  @Test
  void aRegistryOfTheApplicationStays() {
    ObservationRegistry own = ObservationRegistry.create();
    runner
        .withBean(ObservationRegistry.class, () -> own)
        .run(context -> assertThat(context.getBean(ObservationRegistry.class)).isSameAs(own));
  }
}
