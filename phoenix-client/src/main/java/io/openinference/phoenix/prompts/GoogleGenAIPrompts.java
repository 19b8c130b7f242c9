// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns prompts into the contents and the configuration of google-genai:
 *
 * <pre>{@code
 * client.models.generateContent(
 *     prompt.modelName(), GoogleGenAIPrompts.contents(prompt), GoogleGenAIPrompts.config(prompt));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class GoogleGenAIPrompts {

  /** Returns the messages but for the instructions, which are in the configuration. */
  public static List<Content> contents(FormattedPrompt prompt) {
    List<Content> contents = new ArrayList<>();
    for (PromptMessage message : prompt.messages()) {
      if (PromptParts.isInstruction(message)) {
        continue;
      }
      List<Object> parts = new ArrayList<>();
      if (!message.text().isEmpty()) {
        parts.add(Map.of("text", message.text()));
      }
      for (PromptParts.Call call : PromptParts.calls(message)) {
        parts.add(
            Map.of(
                "functionCall",
                Map.of("name", call.name(), "args", PromptParts.parse(call.arguments()))));
      }
      for (PromptParts.Result result : PromptParts.results(prompt, message)) {
        parts.add(
            Map.of(
                "functionResponse",
                Map.of("name", result.name(), "response", Map.of("result", result.text()))));
      }
      String role = message.role().equals("assistant") ? "model" : "user";
      contents.add(Content.fromJson(PromptParts.write(Map.of("role", role, "parts", parts))));
    }
    return contents;
  }

  /** Returns the configuration: instructions, parameters, tools, and the form of the answer. */
  public static GenerateContentConfig config(FormattedPrompt prompt) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    String system = PromptParts.instructions(prompt);
    if (!system.isEmpty()) {
      config.put("systemInstruction", Map.of("parts", List.of(Map.of("text", system))));
    }
    put(config, "temperature", PromptParts.decimal(prompt, "temperature"));
    put(config, "topP", PromptParts.decimal(prompt, "top_p"));
    put(config, "topK", PromptParts.decimal(prompt, "top_k"));
    put(config, "frequencyPenalty", PromptParts.decimal(prompt, "frequency_penalty"));
    put(config, "presencePenalty", PromptParts.decimal(prompt, "presence_penalty"));
    put(
        config,
        "maxOutputTokens",
        PromptParts.integer(prompt, "max_output_tokens", "max_tokens", "max_completion_tokens"));
    put(config, "stopSequences", PromptParts.texts(prompt, "stop_sequences", "stop"));
    Object schema = prompt.version().responseSchema().get("schema");
    if (schema != null) {
      config.put("responseMimeType", "application/json");
      config.put("responseJsonSchema", schema);
    }
    addTools(prompt, config);
    return GenerateContentConfig.fromJson(PromptParts.write(config));
  }

  private static void put(
      Map<String, @Nullable Object> config, String name, @Nullable Object value) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private static void addTools(FormattedPrompt prompt, Map<String, @Nullable Object> config) {
    List<Object> declarations = new ArrayList<>();
    for (Map<?, ?> function : PromptParts.functions(prompt)) {
      Map<String, @Nullable Object> declaration = new LinkedHashMap<>();
      put(declaration, "name", function.get("name"));
      put(declaration, "description", function.get("description"));
      put(declaration, "parametersJsonSchema", function.get("parameters"));
      declarations.add(declaration);
    }
    if (declarations.isEmpty()) {
      return;
    }
    config.put("tools", List.of(Map.of("functionDeclarations", declarations)));
    Map<String, Object> calling =
        switch (PromptParts.toolChoice(prompt)) {
          case "none" -> Map.of("mode", "NONE");
          case "one_or_more" -> Map.of("mode", "ANY");
          case "specific_function" ->
              Map.of(
                  "mode", "ANY", "allowedFunctionNames", List.of(PromptParts.chosenTool(prompt)));
          default -> Map.of("mode", "AUTO");
        };
    config.put("toolConfig", Map.of("functionCallingConfig", calling));
  }

  private GoogleGenAIPrompts() {}
}
