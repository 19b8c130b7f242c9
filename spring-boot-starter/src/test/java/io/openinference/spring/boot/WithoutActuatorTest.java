// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.testing.OtlpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

  private static final String TREE =
      """
      CHAIN ChatClient
        LLM ChatModel
      """;

  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private ApplicationContextRunner sending() {
    return runner.withPropertyValues(
        "openinference.endpoint=" + receiver.endpoint(), "openinference.batching=false");
  }

  private static void ask(ObservationRegistry registry) {
    ChatClient.create(new SpringAIApplicationTest.ObservedModel(registry), registry)
        .prompt("Where is 1042?")
        .call()
        .content();
  }

  @Test
  void springAIHasARegistryThatMakesSpans() {
    sending()
        .run(
            context -> {
              ask(context.getBean(ObservationRegistry.class));

              assertThat(ReceivedTree.of(receiver.awaitSpans(2))).isEqualTo(TREE);
            });
  }

  @Test
  void aRegistryOfTheApplicationMakesSpans() {
    ObservationRegistry own = ObservationRegistry.create();
    sending()
        .withBean(ObservationRegistry.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(ObservationRegistry.class)).isSameAs(own);
              ask(own);

              assertThat(ReceivedTree.of(receiver.awaitSpans(2))).isEqualTo(TREE);
            });
  }

  @Test
  void aRegistryWithTheHandlerAlreadyMakesSpansOnce() {
    sending()
        .withUserConfiguration(WithHandlers.class)
        .run(
            context -> {
              ask(context.getBean("registry", ObservationRegistry.class));

              assertThat(ReceivedTree.of(receiver.awaitSpans(2))).isEqualTo(TREE);
            });
  }

  @Test
  void eachOfTwoRegistriesMakesSpans() {
    ObservationRegistry first = ObservationRegistry.create();
    ObservationRegistry second = ObservationRegistry.create();
    sending()
        .withBean("first", ObservationRegistry.class, () -> first)
        .withBean("second", ObservationRegistry.class, () -> second)
        .withBean("again", ObservationRegistry.class, () -> second)
        .run(
            context -> {
              ask(first);
              ask(second);

              assertThat(ReceivedTree.of(receiver.awaitSpans(4))).isEqualTo(TREE + TREE);
            });
  }

  @Test
  void aRegistryThatObservesNothingStaysAsItIs() {
    sending()
        .withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP)
        .run(
            context -> {
              ask(context.getBean(ObservationRegistry.class));

              assertThat(context).hasNotFailed();
              assertThat(receiver.spans()).isEmpty();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class WithHandlers {

    @Bean
    ObservationRegistry registry(ObjectProvider<ObservationHandler<?>> handlers) {
      ObservationRegistry registry = ObservationRegistry.create();
      handlers.forEach(registry.observationConfig()::observationHandler);
      return registry;
    }
  }
}
