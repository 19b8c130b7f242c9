// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Map.entry;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who hosts a model and what product it is, as the model itself says ({@code provider()}).
 *
 * @param provider for {@code llm.provider}
 * @param system for {@code llm.system}, or null where the host serves products of many makers
 */
record ModelOrigin(String provider, @Nullable String system) {

  /** By name, because newer versions know more providers than the one we compile against. */
  private static final Map<String, ModelOrigin> BY_NAME =
      Map.ofEntries(
          entry("OPEN_AI", of(LlmProvider.OPENAI, LlmSystem.OPENAI)),
          entry("ANTHROPIC", of(LlmProvider.ANTHROPIC, LlmSystem.ANTHROPIC)),
          entry("AMAZON_BEDROCK", of(LlmProvider.AWS, null)),
          entry("AZURE_OPEN_AI", of(LlmProvider.AZURE, LlmSystem.OPENAI)),
          entry("MICROSOFT_FOUNDRY", of(LlmProvider.AZURE, null)),
          entry("GITHUB_MODELS", of(LlmProvider.AZURE, null)),
          entry("GOOGLE_AI_GEMINI", of(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("GOOGLE_GENAI", of(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("GOOGLE_VERTEX_AI_GEMINI", of(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("GOOGLE_VERTEX_AI_ANTHROPIC", of(LlmProvider.GOOGLE, LlmSystem.ANTHROPIC)),
          entry("MISTRAL_AI", of(LlmProvider.MISTRALAI, LlmSystem.MISTRALAI)),
          entry("COHERE", of(LlmProvider.COHERE, LlmSystem.COHERE)),
          entry("OLLAMA", of(LlmProvider.OLLAMA, null)));

  /** For hosts of many makers' models, such as Bedrock and Ollama. */
  private static final Map<String, LlmSystem> BY_PART_OF_NAME =
      Map.ofEntries(
          entry("claude", LlmSystem.ANTHROPIC),
          entry("gpt-", LlmSystem.OPENAI),
          entry("gemini", LlmSystem.VERTEXAI),
          entry("command-", LlmSystem.COHERE),
          entry("mistral", LlmSystem.MISTRALAI),
          entry("mixtral", LlmSystem.MISTRALAI),
          entry("grok", LlmSystem.XAI),
          entry("deepseek", LlmSystem.DEEPSEEK),
          entry("nova-", LlmSystem.AMAZON),
          entry("titan", LlmSystem.AMAZON),
          entry("llama", LlmSystem.META),
          entry("jamba", LlmSystem.AI21));

  /** The providers whose name says nothing. */
  private static final String OTHER = "OTHER";

  private static ModelOrigin of(LlmProvider provider, @Nullable LlmSystem system) {
    return new ModelOrigin(provider.value(), system == null ? null : system.value());
  }

  /** Returns the origin for a constant of {@code ModelProvider}, or null where it says nothing. */
  static @Nullable ModelOrigin of(@Nullable Enum<?> modelProvider) {
    if (modelProvider == null || modelProvider.name().equals(OTHER)) {
      return null;
    }
    ModelOrigin known = BY_NAME.get(modelProvider.name());
    return known == null
        ? new ModelOrigin(modelProvider.name().toLowerCase(Locale.ROOT), null)
        : known;
  }

  /** Returns the product that a model's name tells of, or null where the name is not known. */
  static @Nullable String systemOf(@Nullable String modelName) {
    if (modelName == null) {
      return null;
    }
    String name = modelName.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, LlmSystem> known : BY_PART_OF_NAME.entrySet()) {
      if (name.contains(known.getKey())) {
        return known.getValue().value();
      }
    }
    return null;
  }
}
