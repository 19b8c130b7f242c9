// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.semconv.LlmSystem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from a model's name whose it is, as servers other than OpenAI's speak its protocol too. */
final class LlmSystems {

  private static final List<Map.Entry<String, LlmSystem>> BY_PREFIX =
      List.of(
          Map.entry("anthropic", LlmSystem.ANTHROPIC),
          Map.entry("claude", LlmSystem.ANTHROPIC),
          Map.entry("google_anthropic_vertex", LlmSystem.ANTHROPIC),
          Map.entry("gemini", LlmSystem.VERTEXAI),
          Map.entry("gemma", LlmSystem.VERTEXAI),
          Map.entry("google/", LlmSystem.VERTEXAI),
          Map.entry("vertex", LlmSystem.VERTEXAI),
          Map.entry("cohere", LlmSystem.COHERE),
          Map.entry("command", LlmSystem.COHERE),
          Map.entry("codestral", LlmSystem.MISTRALAI),
          Map.entry("devstral", LlmSystem.MISTRALAI),
          Map.entry("magistral", LlmSystem.MISTRALAI),
          Map.entry("ministral", LlmSystem.MISTRALAI),
          Map.entry("mistral", LlmSystem.MISTRALAI),
          Map.entry("mixtral", LlmSystem.MISTRALAI),
          Map.entry("pixtral", LlmSystem.MISTRALAI),
          Map.entry("grok", LlmSystem.XAI),
          Map.entry("x-ai/", LlmSystem.XAI),
          Map.entry("xai/", LlmSystem.XAI),
          Map.entry("deepseek", LlmSystem.DEEPSEEK),
          Map.entry("amazon", LlmSystem.AMAZON),
          Map.entry("nova-", LlmSystem.AMAZON),
          Map.entry("titan-", LlmSystem.AMAZON),
          Map.entry("llama", LlmSystem.META),
          Map.entry("meta-llama", LlmSystem.META),
          Map.entry("meta/", LlmSystem.META),
          Map.entry("ai21", LlmSystem.AI21),
          Map.entry("jamba", LlmSystem.AI21));

  /**
   * Tells whose a model is.
   *
   * @param model for example {@code gpt-5}, {@code anthropic/claude-opus-4} or {@code
   *     accounts/fireworks/models/llama-v3p1-8b-instruct}
   * @return {@link LlmSystem#OPENAI} for a name that says nothing else
   */
  static LlmSystem ofModel(String model) {
    String name = model.strip().toLowerCase(Locale.ROOT);
    LlmSystem system = byPrefix(name);
    int slash = name.lastIndexOf('/');
    if (system == null && slash >= 0) {
      system = byPrefix(name.substring(slash + 1));
    }
    return system == null ? LlmSystem.OPENAI : system;
  }

  private static @Nullable LlmSystem byPrefix(String name) {
    for (Map.Entry<String, LlmSystem> entry : BY_PREFIX) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  private LlmSystems() {}
}
