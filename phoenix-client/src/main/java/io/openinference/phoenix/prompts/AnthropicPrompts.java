// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns prompts into requests of anthropic-java.
 *
 * @since 0.1.0
 */
public final class AnthropicPrompts {

  /** Names of other providers, and Anthropic's. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "max_output_tokens", "max_tokens",
          "max_completion_tokens", "max_tokens",
          "stop", "stop_sequences");

  /** Parameters that Anthropic knows. Those of other providers would be refused. */
  private static final List<String> KNOWN =
      List.of(
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "thinking",
          "output_config");

  /** Returns the request for a message. Its {@code toBuilder()} changes what it has. */
  public static MessageCreateParams params(FormattedPrompt prompt) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", prompt.modelName());
    body.put("max_tokens", FormattedPrompt.DEFAULT_MAX_TOKENS);
    String system = PromptParts.instructions(prompt);
    if (!system.isEmpty()) {
      body.put("system", system);
    }
    body.put("messages", messages(prompt));
    prompt
        .parameters()
        .forEach(
            (name, value) -> {
              String known = PARAMETERS.getOrDefault(name, name);
              if (KNOWN.contains(known)) {
                body.put(known, value);
              }
            });
    addTools(prompt, body);
    try {
      MessageCreateParams.Body read =
          ObjectMappers.jsonMapper()
              .readValue(PromptParts.write(body), MessageCreateParams.Body.class);
      return MessageCreateParams.builder().body(read).build();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("anthropic-java cannot read this prompt", e);
    }
  }

  private static List<Object> messages(FormattedPrompt prompt) {
    List<Object> messages = new ArrayList<>();
    for (PromptMessage message : prompt.messages()) {
      if (PromptParts.isInstruction(message)) {
        continue;
      }
      List<Object> content = new ArrayList<>();
      for (PromptParts.Result result : PromptParts.results(prompt, message)) {
        content.add(
            Map.of(
                "type", "tool_result", "tool_use_id", result.callId(), "content", result.text()));
      }
      if (!message.text().isEmpty()) {
        content.add(Map.of("type", "text", "text", message.text()));
      }
      for (PromptParts.Call call : PromptParts.calls(message)) {
        content.add(
            Map.of(
                "type", "tool_use",
                "id", call.id(),
                "name", call.name(),
                "input", PromptParts.parse(call.arguments())));
      }
      String role = message.role().equals("assistant") ? "assistant" : "user";
      messages.add(Map.of("role", role, "content", content));
    }
    return messages;
  }

  private static void addTools(FormattedPrompt prompt, Map<String, @Nullable Object> body) {
    List<Object> tools = new ArrayList<>(PromptParts.rawTools(prompt));
    for (Map<?, ?> function : PromptParts.functions(prompt)) {
      Map<String, @Nullable Object> tool = new LinkedHashMap<>();
      tool.put("name", function.get("name"));
      if (function.get("description") != null) {
        tool.put("description", function.get("description"));
      }
      Object schema = function.get("parameters");
      tool.put("input_schema", schema == null ? Map.of("type", "object") : schema);
      tools.add(tool);
    }
    if (tools.isEmpty()) {
      return;
    }
    body.put("tools", tools);
    Object choice =
        switch (PromptParts.toolChoice(prompt)) {
          case "none" -> Map.of("type", "none");
          case "zero_or_more" -> Map.of("type", "auto");
          case "one_or_more" -> Map.of("type", "any");
          case "specific_function" ->
              Map.of("type", "tool", "name", PromptParts.chosenTool(prompt));
          default -> null;
        };
    if (choice != null) {
      body.put("tool_choice", choice);
    }
  }

  private AnthropicPrompts() {}
}
