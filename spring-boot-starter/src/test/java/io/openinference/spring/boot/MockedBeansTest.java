// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.genai.Client;
import com.openai.client.OpenAIClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test that replaces beans of traced types by mocks, in each of the ways of Spring. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "openinference.endpoint=http://localhost:1",
      "openinference.instrumentation=beans"
    })
class MockedBeansTest {

  @MockitoBean ChatModel model;
  @MockitoBean OpenAIClient openAI;
  @MockitoBean Client google;
  @MockitoBean McpSyncClient mcp;
  @MockitoBean ToolCallingManager tools;
  @MockitoBean org.springframework.ai.chat.model.ChatModel springModel;
  @Autowired EmbeddingModel ofTheConfiguration;
  @Autowired Shop shop;

  @Test
  void mockitoKnowsTheCalls() {
    when(model.chat("hi")).thenReturn("mocked");
    when(springModel.call("hi")).thenReturn("mocked too");
    when(ofTheConfiguration.dimension()).thenReturn(3);

    assertThat(shop.model.chat("hi")).isEqualTo("mocked");
    assertThat(shop.springModel.call("hi")).isEqualTo("mocked too");
    assertThat(shop.embeddings.dimension()).isEqualTo(3);
    verify(model).chat("hi");
    verify(springModel).call("hi");
    verify(ofTheConfiguration).dimension();
  }

  @Test
  void eachInjectedBeanIsItsMock() {
    assertThat(
            List.of(
                shop.model,
                shop.openAI,
                shop.google,
                shop.mcp,
                shop.tools,
                shop.springModel,
                shop.embeddings))
        .containsExactly(model, openAI, google, mcp, tools, springModel, ofTheConfiguration)
        .allSatisfy(bean -> assertThat(mockingDetails(bean).isMock()).isTrue());
  }

  record Shop(
      ChatModel model,
      OpenAIClient openAI,
      Client google,
      McpSyncClient mcp,
      ToolCallingManager tools,
      org.springframework.ai.chat.model.ChatModel springModel,
      EmbeddingModel embeddings) {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** As tests did before Spring had annotations for mocks. */
    @Bean
    EmbeddingModel embeddings() {
      return mock(EmbeddingModel.class);
    }

    @Bean
    Shop shop(
        ChatModel model,
        OpenAIClient openAI,
        Client google,
        McpSyncClient mcp,
        ToolCallingManager tools,
        org.springframework.ai.chat.model.ChatModel springModel,
        EmbeddingModel embeddings) {
      return new Shop(model, openAI, google, mcp, tools, springModel, embeddings);
    }
  }
}
