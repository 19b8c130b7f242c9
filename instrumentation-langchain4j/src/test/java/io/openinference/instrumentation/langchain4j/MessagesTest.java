// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.opentelemetry.api.common.AttributeKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type of message and content, on the span of a model that takes them all. */
class MessagesTest extends RunDoorTest {

  private static final String INPUT = "llm.input_messages.";
  private static final String OUTPUT = "llm.output_messages.0.message.";

  /** A model of any maker that gives back one message. */
  record MessageModel(ModelProvider provider, String modelName, AiMessage answer)
      implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(answer)
          .modelName(modelName)
          .finishReason(FinishReason.LENGTH)
          .build();
    }
  }

  @Test
  void recordsTheMessagesOfARequest() {
    chat(
        AiMessage.from("Hello!"),
        SystemMessage.from("Be brief"),
        CustomMessage.from(Map.of("mood", "good")),
        AiMessage.builder()
            .thinking("The weather, hm.")
            .attributes(Map.of("thinking_signature", "c2ln"))
            .text("I look it up.")
            .toolExecutionRequests(List.of(weatherRequest()))
            .build(),
        ToolExecutionResultMessage.from("call_1", "getWeather", "sunny"));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("0.message.role", "system");
    expected.put("0.message.content", "Be brief");
    expected.put("1.message.role", "custom");
    expected.put("1.message.content", "{\"mood\":\"good\"}");
    expected.put("2.message.role", "assistant");
    expected.put("2.message.contents.0.message_content.type", "reasoning");
    expected.put("2.message.contents.0.message_content.text", "The weather, hm.");
    expected.put("2.message.contents.0.message_content.signature", "c2ln");
    expected.put("2.message.contents.1.message_content.type", "text");
    expected.put("2.message.contents.1.message_content.text", "I look it up.");
    expected.put("2.message.contents.2.message_content.type", "tool_use");
    expected.put("2.message.contents.2.tool_call.id", "call_1");
    expected.put("2.message.contents.2.tool_call.function.name", "getWeather");
    expected.put("2.message.contents.2.tool_call.function.arguments", "{\"city\":\"Oslo\"}");
    expected.put("2.message.tool_calls.0.tool_call.id", "call_1");
    expected.put("2.message.tool_calls.0.tool_call.function.name", "getWeather");
    expected.put("2.message.tool_calls.0.tool_call.function.arguments", "{\"city\":\"Oslo\"}");
    expected.put("3.message.role", "tool");
    expected.put("3.message.name", "getWeather");
    expected.put("3.message.tool_call_id", "call_1");
    expected.put("3.message.content", "sunny");
    org.assertj.core.api.Assertions.assertThat(attributes(INPUT)).isEqualTo(expected);
  }

  @Test
  void recordsALongRequestWhole() throws Exception {
    String text = "say \"\u00e9\" ".repeat(300_000);

    chat(AiMessage.from("Hello!"), UserMessage.from(text));

    String input =
        telemetry.spans().get(0).getAttributes().get(AttributeKey.stringKey("input.value"));
    org.assertj.core.api.Assertions.assertThat(
            new ObjectMapper().readTree(input).at("/messages/0/content").textValue())
        .isEqualTo(text);
  }

  @Test
  void recordsTheEmptyResultOfATool() {
    chat(AiMessage.from("Hello!"), ToolExecutionResultMessage.from("call_1", "getWeather", ""));

    org.assertj.core.api.Assertions.assertThat(attributes(INPUT))
        .isEqualTo(
            Map.of(
                "0.message.role", "tool",
                "0.message.name", "getWeather",
                "0.message.tool_call_id", "call_1",
                "0.message.content", ""));
  }

  @Test
  void recordsTheContentsOfAMessage() {
    chat(
        AiMessage.from("Hello!"),
        UserMessage.builder()
            .name("ada")
            .contents(
                List.of(
                    TextContent.from("What is this?"),
                    ImageContent.from("aW1hZ2U=", "image/jpeg"),
                    ImageContent.from("https://example.com/cat.png"),
                    AudioContent.from("YXVkaW8=", "audio/mp3"),
                    VideoContent.from("https://example.com/cat.mp4"),
                    VideoContent.from("dmlkZW8=", "video/mp4"),
                    PdfFileContent.from("https://example.com/cat.pdf"),
                    PdfFileContent.from("cGRm", "application/pdf")))
            .build());

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("0.message.role", "user");
    expected.put("0.message.name", "ada");
    String content = "0.message.contents.";
    expected.put(content + "0.message_content.type", "text");
    expected.put(content + "0.message_content.text", "What is this?");
    expected.put(content + "1.message_content.type", "image");
    expected.put(content + "1.message_content.image.image.url", "data:image/jpeg;base64,aW1hZ2U=");
    expected.put(content + "2.message_content.type", "image");
    expected.put(content + "2.message_content.image.image.url", "https://example.com/cat.png");
    expected.put(content + "3.message_content.type", "audio");
    expected.put(content + "3.message_content.audio.audio.url", "data:audio/mp3;base64,YXVkaW8=");
    expected.put(content + "3.message_content.audio.audio.mime_type", "audio/mp3");
    expected.put(content + "4.message_content.type", "video");
    String video = "message_content.video.video.url";
    expected.put(content + "4." + video, "https://example.com/cat.mp4");
    expected.put(content + "5.message_content.type", "video");
    expected.put(content + "5." + video, "data:video/mp4;base64,dmlkZW8=");
    expected.put(content + "6.message_content.type", "document");
    String document = "message_content.document.document.";
    expected.put(content + "6." + document + "url", "https://example.com/cat.pdf");
    expected.put(content + "6." + document + "mime_type", "application/pdf");
    expected.put(content + "7.message_content.type", "document");
    expected.put(content + "7." + document + "url", "data:application/pdf;base64,cGRm");
    expected.put(content + "7." + document + "mime_type", "application/pdf");
    org.assertj.core.api.Assertions.assertThat(attributes(INPUT)).isEqualTo(expected);
  }

  @Test
  void recordsAnAnswerWithThinkingAndAToolCall() {
    chat(
        AiMessage.builder()
            .thinking("The weather, hm.")
            .toolExecutionRequests(List.of(weatherRequest()))
            .build(),
        UserMessage.from("Weather?"));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("role", "assistant");
    expected.put("contents.0.message_content.type", "reasoning");
    expected.put("contents.0.message_content.text", "The weather, hm.");
    expected.put("contents.1.message_content.type", "tool_use");
    expected.put("contents.1.tool_call.id", "call_1");
    expected.put("contents.1.tool_call.function.name", "getWeather");
    expected.put("contents.1.tool_call.function.arguments", "{\"city\":\"Oslo\"}");
    expected.put("tool_calls.0.tool_call.id", "call_1");
    expected.put("tool_calls.0.tool_call.function.name", "getWeather");
    expected.put("tool_calls.0.tool_call.function.arguments", "{\"city\":\"Oslo\"}");
    org.assertj.core.api.Assertions.assertThat(attributes(OUTPUT)).isEqualTo(expected);
    assertThat(telemetry.spans().get(0))
        .hasAttribute("llm.finish_reason", "length")
        .hasJsonAttribute(
            "output.value",
            """
            {"role": "assistant", "reasoning_content": "The weather, hm.",
             "tool_calls": [{"id": "call_1", "type": "function",
               "function": {"name": "getWeather", "arguments": "{\\"city\\":\\"Oslo\\"}"}}]}
            """);
  }

  static Stream<Arguments> makers() {
    return Stream.of(
        arguments(ModelProvider.OPEN_AI, "gpt-4o", "openai", "openai"),
        arguments(ModelProvider.valueOf("AZURE_OPEN_AI"), "gpt-4o", "azure", "openai"),
        arguments(ModelProvider.ANTHROPIC, "claude-sonnet-4-5", "anthropic", "anthropic"),
        arguments(ModelProvider.AMAZON_BEDROCK, "us.anthropic.claude-v2", "aws", "anthropic"),
        arguments(ModelProvider.AMAZON_BEDROCK, "amazon.nova-pro-v1:0", "aws", "amazon"),
        arguments(ModelProvider.GOOGLE_AI_GEMINI, "gemini-2.5-pro", "google", "vertexai"),
        arguments(ModelProvider.GOOGLE_VERTEX_AI_GEMINI, "gemini-2.5-pro", "google", "vertexai"),
        arguments(ModelProvider.MISTRAL_AI, "mistral-large", "mistralai", "mistralai"),
        arguments(ModelProvider.OLLAMA, "llama3.1", "ollama", "meta"),
        arguments(ModelProvider.WATSONX, "ibm/granite-13b", "watsonx", null),
        arguments(ModelProvider.OPEN_AI, "deepseek-chat", "openai", "deepseek"),
        arguments(ModelProvider.OTHER, "deepseek-chat", null, "deepseek"),
        arguments(ModelProvider.OLLAMA, "deepseek-r1-distill-llama-70b", "ollama", "deepseek"),
        arguments(ModelProvider.OPEN_AI, "o3-mini", "openai", "openai"),
        arguments(ModelProvider.OTHER, "my-model", null, null));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void recordsWhoMadeTheModelAndWhoHostsIt(
      ModelProvider maker, String modelName, String provider, String system) {
    MessageModel model = new MessageModel(maker, modelName, AiMessage.from("Hello!"));

    TracedParts.traced(door, model, instrumentor)
        .chat(ChatRequest.builder().messages(UserMessage.from("Hi")).modelName(modelName).build());

    Map<String, Object> expected = new TreeMap<>();
    expected.put("model_name", modelName);
    if (provider != null) {
      expected.put("provider", provider);
    }
    if (system != null) {
      expected.put("system", system);
    }
    Map<String, Object> origin = new TreeMap<>(attributes("llm."));
    origin.keySet().retainAll(List.of("model_name", "provider", "system"));
    org.assertj.core.api.Assertions.assertThat(origin).isEqualTo(expected);
  }

  private void chat(AiMessage answer, ChatMessage... messages) {
    TracedParts.traced(door, new MessageModel(ModelProvider.OTHER, "m", answer), instrumentor)
        .chat(messages);
  }

  private static ToolExecutionRequest weatherRequest() {
    return ToolExecutionRequest.builder()
        .id("call_1")
        .name("getWeather")
        .arguments("{\"city\":\"Oslo\"}")
        .build();
  }
}
