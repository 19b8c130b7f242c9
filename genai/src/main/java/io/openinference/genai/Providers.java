// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of providers in both conventions. OpenInference has two names for a model: the provider
 * hosts the model, and the system made the model or its API.
 */
final class Providers {

  /**
   * A name of OpenInference.
   *
   * @param provider the value of {@code llm.provider}
   * @param system the value of {@code llm.system}
   */
  record Origin(@Nullable String provider, @Nullable String system) {}

  private static final Map<String, Origin> ORIGINS =
      Map.ofEntries(
          Map.entry("openai", new Origin("openai", "openai")),
          Map.entry("anthropic", new Origin("anthropic", "anthropic")),
          Map.entry("cohere", new Origin("cohere", "cohere")),
          Map.entry("azure.ai.openai", new Origin("azure", "openai")),
          Map.entry("azure.ai.inference", new Origin("azure", null)),
          Map.entry("aws.bedrock", new Origin("aws", null)),
          Map.entry("gcp.vertex_ai", new Origin("google", "vertexai")),
          Map.entry("gcp.gen_ai", new Origin("google", null)),
          Map.entry("gcp.gemini", new Origin("google", null)),
          Map.entry("mistral_ai", new Origin("mistralai", "mistralai")),
          Map.entry("deepseek", new Origin("deepseek", "deepseek")),
          Map.entry("x_ai", new Origin("xai", "xai")),
          Map.entry("groq", new Origin("groq", null)),
          Map.entry("perplexity", new Origin("perplexity", null)),
          Map.entry("moonshot_ai", new Origin("moonshot", null)));

  /** Names that tracers wrote before the convention had one. */
  private static final Map<String, String> OLDER_NAMES =
      Map.ofEntries(
          Map.entry("az.ai.openai", "azure.ai.openai"),
          Map.entry("az.ai.inference", "azure.ai.inference"),
          Map.entry("azure_openai", "azure.ai.openai"),
          Map.entry("azure-openai", "azure.ai.openai"),
          Map.entry("bedrock", "aws.bedrock"),
          Map.entry("aws_bedrock", "aws.bedrock"),
          Map.entry("bedrock_converse", "aws.bedrock"),
          Map.entry("vertex_ai", "gcp.vertex_ai"),
          Map.entry("vertexai", "gcp.vertex_ai"),
          Map.entry("gemini", "gcp.gemini"),
          Map.entry("mistral", "mistral_ai"),
          Map.entry("mistralai", "mistral_ai"),
          Map.entry("xai", "x_ai"),
          Map.entry("moonshot", "moonshot_ai"));

  private static final Map<String, String> NAMES_OF_PROVIDERS =
      Map.of(
          "aws", "aws.bedrock",
          "google", "gcp.gen_ai",
          "mistralai", "mistral_ai",
          "xai", "x_ai",
          "moonshot", "moonshot_ai");

  static @Nullable Origin origin(@Nullable String genAiName) {
    if (genAiName == null) {
      return null;
    }
    String lower = genAiName.toLowerCase(Locale.ROOT);
    Origin origin = ORIGINS.get(OLDER_NAMES.getOrDefault(lower, lower));
    if (origin != null) {
      return origin;
    }
    boolean isProvider = LlmProvider.fromValue(lower) != null;
    boolean isSystem = LlmSystem.fromValue(lower) != null;
    return new Origin(isProvider ? lower : null, isSystem || !isProvider ? genAiName : null);
  }

  /** Returns the value of {@code gen_ai.provider.name}, or null if nothing is known. */
  static @Nullable String genAiName(@Nullable String provider, @Nullable String system) {
    String host = provider == null ? null : provider.toLowerCase(Locale.ROOT);
    String maker = system == null ? null : system.toLowerCase(Locale.ROOT);
    if ("azure".equals(host)) {
      return "openai".equals(maker) ? "azure.ai.openai" : "azure.ai.inference";
    }
    if ("vertexai".equals(maker) && (host == null || host.equals("google"))) {
      return "gcp.vertex_ai";
    }
    String name = host == null ? maker : host;
    return name == null ? null : NAMES_OF_PROVIDERS.getOrDefault(name, name);
  }

  private Providers() {}
}
