// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns prompts into requests of openai-java.
 *
 * @since 0.1.0
 */
public final class OpenAIPrompts {

  /** Names of other providers, and OpenAI's. */
  private static final Map<String, String> PARAMETERS =
      Map.of("max_output_tokens", "max_tokens", "stop_sequences", "stop");

  /** Returns the request for a chat completion. Its {@code toBuilder()} changes what it has. */
  public static ChatCompletionCreateParams params(FormattedPrompt prompt) {
    // Phoenix keeps prompts in words that are mostly OpenAI's, and the library reads its own JSON.
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", prompt.modelName());
    body.put("messages", messages(prompt));
    prompt
        .parameters()
        .forEach(
            (name, value) -> {
              if (name.equals("extra_body") && value instanceof Map<?, ?> extra) {
                extra.forEach((key, each) -> body.put(String.valueOf(key), each));
              } else {
                body.put(PARAMETERS.getOrDefault(name, name), value);
              }
            });
    addTools(prompt, body);
    if (!prompt.version().responseSchema().isEmpty()) {
      body.put(
          "response_format",
          Map.of("type", "json_schema", "json_schema", prompt.version().responseSchema()));
    }
    try {
      ChatCompletionCreateParams.Body read =
          ObjectMappers.jsonMapper()
              .readValue(PromptParts.write(body), ChatCompletionCreateParams.Body.class);
      return ChatCompletionCreateParams.builder().body(read).build();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("openai-java cannot read this prompt", e);
    }
  }

  private static List<Object> messages(FormattedPrompt prompt) {
    List<Object> messages = new ArrayList<>();
    for (PromptMessage message : prompt.messages()) {
      for (PromptParts.Result result : PromptParts.results(prompt, message)) {
        messages.add(
            Map.of("role", "tool", "tool_call_id", result.callId(), "content", result.text()));
      }
      List<PromptParts.Call> calls = PromptParts.calls(message);
      if (!message.role().equals("tool")) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("role", message.role());
        json.put("content", message.text());
        if (!calls.isEmpty()) {
          json.put("tool_calls", calls.stream().map(OpenAIPrompts::call).toList());
        }
        messages.add(json);
      }
    }
    return messages;
  }

  private static Map<String, Object> call(PromptParts.Call call) {
    return Map.of(
        "id", call.id(),
        "type", "function",
        "function", Map.of("name", call.name(), "arguments", call.arguments()));
  }

  private static void addTools(FormattedPrompt prompt, Map<String, @Nullable Object> body) {
    List<Object> tools = new ArrayList<>(PromptParts.rawTools(prompt));
    for (Map<?, ?> function : PromptParts.functions(prompt)) {
      tools.add(Map.of("type", "function", "function", function));
    }
    if (tools.isEmpty()) {
      return;
    }
    body.put("tools", tools);
    Object choice =
        switch (PromptParts.toolChoice(prompt)) {
          case "none" -> "none";
          case "zero_or_more" -> "auto";
          case "one_or_more" -> "required";
          case "specific_function" ->
              Map.of(
                  "type", "function", "function", Map.of("name", PromptParts.chosenTool(prompt)));
          default -> null;
        };
    if (choice != null) {
      body.put("tool_choice", choice);
    }
  }

  private OpenAIPrompts() {}
}
