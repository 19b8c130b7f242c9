// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.Result;
import io.openinference.testing.contract.Door;
import java.util.Arrays;

/** AI services that are given images, or whose tools give them. */
class ImageServiceTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  interface MultimodalAssistant {
    Result<String> ask(
        @dev.langchain4j.service.UserMessage String question,
        @dev.langchain4j.service.UserMessage ImageContent image);
  }

  @EachDoor
  void sendsAnImage(Door door) {
    open(door);
    replies(Reply.text("A cat."));
    MultimodalAssistant assistant = service(MultimodalAssistant.class).chatModel(model()).build();

    assistant.ask("What is it?", ImageContent.from("https://example.com/cat.png"));

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN MultimodalAssistant.ask
              LLM OpenAiChatModel
            """)
        .span("OpenAiChatModel")
        .hasAttribute(
            "llm.input_messages.0.message.contents.1.message_content.image.image.url",
            "https://example.com/cat.png");
  }

  /** Draws. */
  static final class DrawingTools {
    @dev.langchain4j.agent.tool.Tool("Draws a square")
    dev.langchain4j.data.image.Image draw() {
      return dev.langchain4j.data.image.Image.builder()
          .url("https://example.com/square.png")
          .build();
    }
  }

  @EachDoor
  void runsAToolThatReturnsAnImage(Door door) {
    open(door);
    Assistant assistant =
        withTools(
                service(Assistant.class)
                    .chatModel(TracedParts.traced(door, new SeeingModel(), instrumentor)),
                new DrawingTools())
            .build();

    assertThat(assistant.ask("Draw")).isEqualTo("A square.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM SeeingModel
              TOOL draw
              LLM SeeingModel
            """);
    boolean isImage =
        Arrays.stream(ToolExecutionResultMessage.class.getMethods())
            .anyMatch(method -> method.getName().equals("contents"));
    if (isImage) {
      assertThat(telemetry.trace()).span("draw").hasAttribute("output.value", "[IMAGE]");
      assertThat(telemetry.spans().get(2))
          .hasAttribute(
              "llm.input_messages.2.message.contents.0.message_content.image.image.url",
              "https://example.com/square.png");
    }
  }

  /** Takes images as the results of tools, which OpenAI's chat API does not. */
  static final class SeeingModel implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(
              request.messages().size() == 1
                  ? AiMessage.from(
                      ToolExecutionRequest.builder()
                          .id("call_1")
                          .name("draw")
                          .arguments("{}")
                          .build())
                  : AiMessage.from("A square."))
          .build();
    }
  }
}
