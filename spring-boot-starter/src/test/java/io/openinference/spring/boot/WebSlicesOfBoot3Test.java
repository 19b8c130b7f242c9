// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.openai.client.OpenAIClient;
import dev.langchain4j.model.chat.ChatModel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tests of controllers alone, with the starter on the class path and models that are mocks. */
class WebSlicesOfBoot3Test {

  @Nested
  @WebMvcTest(Pages.class)
  @ContextConfiguration(classes = Application.class)
  class Servlet {

    @MockitoBean ChatModel model;
    @MockitoBean OpenAIClient client;
    @Autowired MockMvc mvc;

    @Test
    void theControllerHasTheMock() throws Exception {
      when(model.chat("hi")).thenReturn("mocked");

      assertThat(mvc.perform(get("/ask")).andReturn().getResponse().getContentAsString())
          .isEqualTo("mocked");
      verify(model).chat("hi");
    }
  }

  @Nested
  @WebFluxTest(Pages.class)
  @ContextConfiguration(classes = Application.class)
  class Reactive {

    @MockitoBean ChatModel model;
    @MockitoBean OpenAIClient client;
    @Autowired WebTestClient web;

    @Test
    void theControllerHasTheMock() {
      when(model.chat("hi")).thenReturn("mocked");

      web.get().uri("/ask").exchange().expectBody(String.class).isEqualTo("mocked");
      verify(model).chat("hi");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Pages.class)
  static class Application {}

  @RestController
  static class Pages {

    private final ChatModel model;
    private final OpenAIClient client;

    Pages(ChatModel model, OpenAIClient client) {
      this.model = model;
      this.client = client;
    }

    @GetMapping("/ask")
    String ask() {
      return client == null ? "no client" : model.chat("hi");
    }
  }
}
