// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.openinference.testing.OtlpReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with an AI service of LangChain4j, whose model is a bean. */
class LangChain4jApplicationTest {

  @Test
  void theWholeTreeIsBelowTheRequest() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            BootApplication.start(
                "servlet",
                List.of(Application.class),
                "openinference.endpoint=" + receiver.endpoint(),
                "openinference.batching=false")) {
      assertThat(application.get("/ask")).isEqualTo("delivered");

      assertThat(ReceivedTree.of(receiver.awaitSpans(5)))
          .isEqualTo(
              """
              http get /ask
                AGENT Assistant.answer
                  LLM ScriptedModel
                  TOOL orderStatus
                  LLM ScriptedModel
              """);
    }
  }

  @Test
  void aModelThatIsNoBeanIsTracedIfNoneIs() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            BootApplication.start(
                "none",
                List.of(),
                "openinference.endpoint=" + receiver.endpoint(),
                "openinference.batching=false")) {
      new ScriptedModel().chat("Where is 1042?");

      assertThat(ReceivedTree.of(receiver.awaitSpans(1))).isEqualTo("LLM ScriptedModel\n");
      assertThat(application.context().getBean(OpenInferenceStatus.class).summary())
          .contains("langchain4j,");
    }
  }

  interface Assistant {

    String answer(String question);
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    ChatModel chatModel() {
      return new ScriptedModel();
    }

    @Bean
    Assistant assistant(ChatModel model) {
      return AiServices.builder(Assistant.class).chatModel(model).tools(new Orders()).build();
    }

    @Bean
    Pages pages(Assistant assistant) {
      return new Pages(assistant);
    }
  }

  @RestController
  static class Pages {

    private final Assistant assistant;

    Pages(Assistant assistant) {
      this.assistant = assistant;
    }

    @GetMapping("/ask")
    String ask() {
      return assistant.answer("Where is 1042?");
    }
  }

  static class Orders {

    @Tool
    String orderStatus() {
      return "delivered";
    }
  }

  /** Asks for the tool, then repeats what the tool said. */
  static class ScriptedModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(answer(request)).build();
    }

    private static AiMessage answer(ChatRequest request) {
      int last = request.messages().size() - 1;
      return request.messages().get(last) instanceof ToolExecutionResultMessage result
          ? AiMessage.from(result.text())
          : AiMessage.from(
              ToolExecutionRequest.builder().id("1").name("orderStatus").arguments("{}").build());
    }
  }
}
