// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns prompts into requests of LangChain4j.
 *
 * @since 0.1.0
 */
public final class LangChain4jPrompts {

  /** Returns the request for {@code ChatModel.chat}. */
  public static ChatRequest request(FormattedPrompt prompt) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(messages(prompt))
            .modelName(prompt.modelName())
            .temperature(PromptParts.decimal(prompt, "temperature"))
            .topP(PromptParts.decimal(prompt, "top_p"))
            .topK(PromptParts.integer(prompt, "top_k"))
            .frequencyPenalty(PromptParts.decimal(prompt, "frequency_penalty"))
            .presencePenalty(PromptParts.decimal(prompt, "presence_penalty"))
            .maxOutputTokens(
                PromptParts.integer(
                    prompt, "max_tokens", "max_completion_tokens", "max_output_tokens"))
            .stopSequences(PromptParts.texts(prompt, "stop", "stop_sequences"));
    List<ToolSpecification> tools =
        PromptParts.functions(prompt).stream().map(LangChain4jPrompts::tool).toList();
    if (!tools.isEmpty()) {
      request.toolSpecifications(tools).toolChoice(toolChoice(prompt));
    }
    Map<?, ?> schema = prompt.version().responseSchema();
    if (!schema.isEmpty()) {
      request.responseFormat(
          ResponseFormat.builder()
              .type(ResponseFormatType.JSON)
              .jsonSchema(
                  JsonSchema.builder()
                      .name(PromptParts.text(schema.get("name")))
                      .rootElement(raw(schema.get("schema")))
                      .build())
              .build());
    }
    return request.build();
  }

  /** Returns the messages. */
  public static List<ChatMessage> messages(FormattedPrompt prompt) {
    List<ChatMessage> messages = new ArrayList<>();
    for (PromptMessage message : prompt.messages()) {
      if (PromptParts.isInstruction(message)) {
        messages.add(SystemMessage.from(message.text()));
      } else if (message.role().equals("assistant")) {
        messages.add(assistant(message));
      } else {
        for (PromptParts.Result result : PromptParts.results(prompt, message)) {
          messages.add(
              ToolExecutionResultMessage.from(result.callId(), result.name(), result.text()));
        }
        if (message.role().equals("user")) {
          messages.add(UserMessage.from(message.text()));
        }
      }
    }
    return messages;
  }

  private static AiMessage assistant(PromptMessage message) {
    AiMessage.Builder assistant = AiMessage.builder();
    if (!message.text().isEmpty()) {
      assistant.text(message.text());
    }
    List<ToolExecutionRequest> calls =
        PromptParts.calls(message).stream()
            .map(
                call ->
                    ToolExecutionRequest.builder()
                        .id(call.id())
                        .name(call.name())
                        .arguments(call.arguments())
                        .build())
            .toList();
    if (!calls.isEmpty()) {
      assistant.toolExecutionRequests(calls);
    }
    return assistant.build();
  }

  private static ToolSpecification tool(Map<?, ?> function) {
    ToolSpecification.Builder tool =
        ToolSpecification.builder().name(PromptParts.text(function.get("name")));
    if (function.get("description") != null) {
      tool.description(PromptParts.text(function.get("description")));
    }
    if (function.get("parameters") instanceof Map<?, ?> schema) {
      JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
      if (schema.get("properties") instanceof Map<?, ?> properties) {
        properties.forEach((name, each) -> parameters.addProperty(String.valueOf(name), raw(each)));
      }
      if (schema.get("required") instanceof List<?> required) {
        parameters.required(required.stream().map(String::valueOf).toList());
      }
      tool.parameters(parameters.build());
    }
    return tool.build();
  }

  private static JsonRawSchema raw(@Nullable Object schema) {
    return JsonRawSchema.from(PromptParts.write(schema));
  }

  private static ToolChoice toolChoice(FormattedPrompt prompt) {
    return switch (PromptParts.toolChoice(prompt)) {
      case "none" -> ToolChoice.NONE;
      case "one_or_more", "specific_function" -> ToolChoice.REQUIRED;
      default -> ToolChoice.AUTO;
    };
  }

  private LangChain4jPrompts() {}
}
