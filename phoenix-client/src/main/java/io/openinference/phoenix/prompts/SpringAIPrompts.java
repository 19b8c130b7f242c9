// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Turns prompts into prompts of Spring AI. Tools and the form of the answer stay behind: Spring AI
 * binds both to code of the application.
 *
 * @since 0.1.0
 */
public final class SpringAIPrompts {

  /** Returns the prompt for {@code ChatModel.call} or {@code ChatClient.prompt}. */
  public static Prompt prompt(FormattedPrompt prompt) {
    return new Prompt(messages(prompt), options(prompt));
  }

  /** Returns the messages. */
  public static List<Message> messages(FormattedPrompt prompt) {
    List<Message> messages = new ArrayList<>();
    for (PromptMessage message : prompt.messages()) {
      List<PromptParts.Result> results = PromptParts.results(prompt, message);
      if (!results.isEmpty()) {
        messages.add(ToolResponseMessage.builder().responses(responses(results)).build());
      }
      if (PromptParts.isInstruction(message)) {
        messages.add(new SystemMessage(message.text()));
      } else if (message.role().equals("assistant")) {
        messages.add(
            AssistantMessage.builder().content(message.text()).toolCalls(calls(message)).build());
      } else if (message.role().equals("user")) {
        messages.add(new UserMessage(message.text()));
      }
    }
    return messages;
  }

  private static List<AssistantMessage.ToolCall> calls(PromptMessage message) {
    return PromptParts.calls(message).stream()
        .map(
            call ->
                new AssistantMessage.ToolCall(call.id(), "function", call.name(), call.arguments()))
        .toList();
  }

  private static List<ToolResponseMessage.ToolResponse> responses(
      List<PromptParts.Result> results) {
    return results.stream()
        .map(
            result ->
                new ToolResponseMessage.ToolResponse(result.callId(), result.name(), result.text()))
        .toList();
  }

  private static ChatOptions options(FormattedPrompt prompt) {
    return ChatOptions.builder()
        .model(prompt.modelName())
        .temperature(PromptParts.decimal(prompt, "temperature"))
        .topP(PromptParts.decimal(prompt, "top_p"))
        .topK(PromptParts.integer(prompt, "top_k"))
        .frequencyPenalty(PromptParts.decimal(prompt, "frequency_penalty"))
        .presencePenalty(PromptParts.decimal(prompt, "presence_penalty"))
        .maxTokens(
            PromptParts.integer(prompt, "max_tokens", "max_completion_tokens", "max_output_tokens"))
        .stopSequences(PromptParts.texts(prompt, "stop", "stop_sequences"))
        .build();
  }

  private SpringAIPrompts() {}
}
