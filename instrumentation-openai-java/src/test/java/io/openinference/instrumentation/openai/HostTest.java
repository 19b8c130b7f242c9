// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, openai",
    "https://eu.api.openai.com/v1/, openai",
    "https://API.OpenAI.com, openai",
    "https://acme.openai.azure.com/openai/v1, azure",
    "https://acme.services.ai.azure.com/models, azure",
    "https://my_resource.cognitiveservices.azure.com:443/x, azure",
    "https://api.anthropic.com/v1, anthropic",
    "https://api.cohere.ai/compatibility/v1, cohere",
    "https://api.mistral.ai/v1, mistralai",
    "https://generativelanguage.googleapis.com/v1beta/openai, google",
    "https://us-east5-aiplatform.googleapis.com/v1, ",
    "https://us.aiplatform.googleapis.com/v1, google",
    "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1, aws",
    "https://api.x.ai/v1, xai",
    "https://api.deepseek.com, deepseek",
    "https://api.groq.com/openai/v1, groq",
    "https://api.fireworks.ai/inference/v1, fireworks",
    "https://api.moonshot.cn/v1, moonshot",
    "https://api.cerebras.ai/v1, cerebras",
    "https://api.perplexity.ai, perplexity",
    "https://api.together.xyz/v1, together",
    "https://ollama.com/v1, ollama",
    "https://api.z.ai/v4, zai",
    "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com, oracle",
    "https://user:secret@api.openai.com?x=1, openai",
    "api.openai.com, openai",
  })
  void findsTheProvider(String baseUrl, String provider) {
    assertThat(Host.of(baseUrl).provider()).isEqualTo(provider);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:11434/v1",
        "https://smollama.com/v1",
        "https://api.openai.com.example.org/v1",
        "https://example.org/api.openai.com",
        "http://[::1]:8080/v1",
        "not a url",
        "://",
        ""
      })
  void knowsNoOtherHost(String baseUrl) {
    assertThat(Host.of(baseUrl).provider()).isNull();
  }

  @Test
  void knowsNoProviderWithoutBaseUrl() {
    assertThat(Host.of(null).provider()).isNull();
  }
}
