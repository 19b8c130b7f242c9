// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.LlmSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmSystemsTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-5, OPENAI",
    "o3-mini, OPENAI",
    "chatgpt-4o-latest, OPENAI",
    "ft:gpt-4o-mini:acme::1, OPENAI",
    "openai/gpt-oss-120b, OPENAI",
    "our-deployment, OPENAI",
    "claude-opus-4-6, ANTHROPIC",
    "anthropic/claude-sonnet-4, ANTHROPIC",
    "google_anthropic_vertex/claude, ANTHROPIC",
    "Gemini-2.5-Pro, VERTEXAI",
    "google/gemma-3, VERTEXAI",
    "command-r-plus, COHERE",
    "mistral-large-latest, MISTRALAI",
    "codestral-latest, MISTRALAI",
    "grok-4, XAI",
    "x-ai/grok-4, XAI",
    "deepseek-chat, DEEPSEEK",
    "accounts/fireworks/models/deepseek-v3, DEEPSEEK",
    "amazon.nova-pro-v1:0, AMAZON",
    "llama3.2:1b, META",
    "meta-llama/Llama-3.3-70B-Instruct, META",
    "accounts/fireworks/models/llama-v3p1-8b-instruct, META",
    "ai21/jamba-large, AI21",
  })
  void tellsWhoseAModelIs(String model, LlmSystem system) {
    assertThat(LlmSystems.ofModel(model)).isEqualTo(system);
  }
}
