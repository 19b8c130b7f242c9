// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.verify;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.mock.mockito.MockBean;
import org.springframework.boot.test.mock.mockito.SpyBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The annotations for mocks that Boot 3.5 has and Boot 4 has no more. */
@SuppressWarnings("removal")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "openinference.endpoint=http://localhost:1",
      "openinference.instrumentation=beans"
    })
class SpyBeanTest {

  @SpyBean ChatModel model;
  @MockBean EmbeddingModel embeddings;
  @Autowired SpiedBeanTest.Shop shop;

  @Test
  void mockitoKnowsTheCalls() {
    doReturn("other").when(model).chat("ho");

    assertThat(shop.ask("hi")).isEqualTo("echo");
    assertThat(shop.ask("ho")).isEqualTo("other");
    verify(model).chat("hi");
    assertThat(embeddings.dimension()).isZero();
    verify(embeddings).dimension();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    @Bean
    ChatModel model() {
      return new InjectedBeansTest.EchoModel();
    }

    @Bean
    SpiedBeanTest.Shop shop(ChatModel model) {
      return new SpiedBeanTest.Shop(model);
    }
  }
}
