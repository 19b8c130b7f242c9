// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.verify;

import dev.langchain4j.model.chat.ChatModel;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A test of an application that spies on a bean of a traced type. */
@SpringJUnitConfig(SpiedBeanTest.Application.class)
@TestPropertySource(properties = "openinference.instrumentation=beans")
class SpiedBeanTest {

  @MockitoSpyBean ChatModel model;
  @Autowired Shop shop;

  @Test
  void mockitoKnowsTheCallsOfTheSpy() {
    doReturn("other").when(model).chat("ho");

    assertThat(shop.ask("hi")).isEqualTo("echo");
    assertThat(shop.ask("ho")).isEqualTo("other");
    verify(model).chat("hi");
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(OpenInferenceBootAutoConfiguration.class)
  static class Application {

    @Bean
    OpenTelemetry openTelemetry() {
      return OpenTelemetrySdk.builder().build();
    }

    @Bean
    ChatModel model() {
      return new InjectedBeansTest.EchoModel();
    }

    @Bean
    Shop shop(ChatModel model) {
      return new Shop(model);
    }
  }

  record Shop(ChatModel model) {

    String ask(String question) {
      return model.chat(question);
    }
  }
}
