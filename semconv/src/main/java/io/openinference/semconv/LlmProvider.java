// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * Hosts of models with a fixed name, the values of {@link LlmAttributes#LLM_PROVIDER} and {@link
 * DecisionAttributes#DECISION_PROVIDER}. If one applies, it must be used; otherwise a custom value
 * may be used.
 *
 * @since 0.1.0
 */
public enum LlmProvider {
  /** Anthropic. */
  ANTHROPIC("anthropic"),

  /** OpenAI. */
  OPENAI("openai"),

  /** Cohere. */
  COHERE("cohere"),

  /** Mistral AI. */
  MISTRALAI("mistralai"),

  /** Microsoft Azure. */
  AZURE("azure"),

  /** Google, Vertex AI included. */
  GOOGLE("google"),

  /** Amazon Bedrock. */
  AWS("aws"),

  /** xAI. */
  XAI("xai"),

  /** DeepSeek. */
  DEEPSEEK("deepseek"),

  /** Groq. */
  GROQ("groq"),

  /** Fireworks AI. */
  FIREWORKS("fireworks"),

  /** Moonshot AI. */
  MOONSHOT("moonshot"),

  /** Cerebras. */
  CEREBRAS("cerebras"),

  /** Perplexity. */
  PERPLEXITY("perplexity"),

  /** Together AI. */
  TOGETHER("together"),

  /** Ollama. */
  OLLAMA("ollama"),

  /** Meta. */
  META("meta"),

  /** Z.ai. */
  ZAI("zai"),

  /** MiniMax. */
  MINIMAX("minimax"),

  /** Oracle Cloud Infrastructure. */
  ORACLE("oracle"),

  /** TypeSafe. */
  TYPESAFE("typesafe");

  private final String value;

  LlmProvider(String value) {
    this.value = value;
  }

  /**
   * Finds the provider with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the provider, or null if no provider has this value
   */
  public static @Nullable LlmProvider fromValue(String value) {
    for (LlmProvider provider : values()) {
      if (provider.value.equals(value)) {
        return provider;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code anthropic}} */
  public String value() {
    return value;
  }
}
