// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static java.util.Map.entry;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the provider that a framework's name stands for. */
final class ProviderNames {

  /**
   * A provider and the maker of its models.
   *
   * @param system the maker, or null if the models are from several makers
   */
  record Origin(LlmProvider provider, @Nullable LlmSystem system) {}

  private static final Map<String, Origin> ORIGINS =
      Map.ofEntries(
          entry("openai", new Origin(LlmProvider.OPENAI, LlmSystem.OPENAI)),
          entry("azureopenai", new Origin(LlmProvider.AZURE, LlmSystem.OPENAI)),
          entry("azureaiopenai", new Origin(LlmProvider.AZURE, LlmSystem.OPENAI)),
          entry("azureaiinference", new Origin(LlmProvider.AZURE, null)),
          entry("microsoftfoundry", new Origin(LlmProvider.AZURE, null)),
          entry("githubmodels", new Origin(LlmProvider.AZURE, null)),
          entry("anthropic", new Origin(LlmProvider.ANTHROPIC, LlmSystem.ANTHROPIC)),
          entry("amazonbedrock", new Origin(LlmProvider.AWS, null)),
          entry("awsbedrock", new Origin(LlmProvider.AWS, null)),
          entry("bedrock", new Origin(LlmProvider.AWS, null)),
          entry("bedrockconverse", new Origin(LlmProvider.AWS, null)),
          entry("googleaigemini", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("googlegenai", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("googlevertexaigemini", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("googlevertexaianthropic", new Origin(LlmProvider.GOOGLE, LlmSystem.ANTHROPIC)),
          entry("gcpgemini", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("gcpgenai", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("gcpvertexai", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("vertexai", new Origin(LlmProvider.GOOGLE, LlmSystem.VERTEXAI)),
          entry("mistral", new Origin(LlmProvider.MISTRALAI, LlmSystem.MISTRALAI)),
          entry("mistralai", new Origin(LlmProvider.MISTRALAI, LlmSystem.MISTRALAI)),
          entry("cohere", new Origin(LlmProvider.COHERE, LlmSystem.COHERE)),
          entry("xai", new Origin(LlmProvider.XAI, LlmSystem.XAI)),
          entry("deepseek", new Origin(LlmProvider.DEEPSEEK, LlmSystem.DEEPSEEK)));

  static @Nullable Origin find(@Nullable String frameworkName) {
    if (frameworkName == null) {
      return null;
    }
    String name = ModelOrigins.normalized(frameworkName).replaceAll("[^a-z0-9]", "");
    Origin known = ORIGINS.get(name);
    if (known != null) {
      return known;
    }
    // Providers of many makers' models, under the names of the specification.
    LlmProvider provider = LlmProvider.fromValue(name);
    return provider == null ? null : new Origin(provider, null);
  }

  private ProviderNames() {}
}
