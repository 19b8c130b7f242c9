// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * Vendors of models and APIs with a fixed name, the values of {@link LlmAttributes#LLM_SYSTEM}. If
 * one applies, it must be used; otherwise a custom value may be used.
 *
 * @since 0.1.0
 */
public enum LlmSystem {
  /** Anthropic. */
  ANTHROPIC("anthropic"),

  /** OpenAI. */
  OPENAI("openai"),

  /** Google Vertex AI. */
  VERTEXAI("vertexai"),

  /** Cohere. */
  COHERE("cohere"),

  /** Mistral AI. */
  MISTRALAI("mistralai"),

  /** xAI (Grok). */
  XAI("xai"),

  /** DeepSeek. */
  DEEPSEEK("deepseek"),

  /** Amazon models on Bedrock. */
  AMAZON("amazon"),

  /** Meta (Llama). */
  META("meta"),

  /** AI21 Labs. */
  AI21("ai21"),

  /** TypeSafe. */
  TYPESAFE("typesafe");

  private final String value;

  LlmSystem(String value) {
    this.value = value;
  }

  /**
   * Finds the system with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the system, or null if no system has this value
   */
  public static @Nullable LlmSystem fromValue(String value) {
    for (LlmSystem system : values()) {
      if (system.value.equals(value)) {
        return system;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code anthropic}} */
  public String value() {
    return value;
  }
}
