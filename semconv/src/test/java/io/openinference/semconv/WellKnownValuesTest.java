// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WellKnownValuesTest {

  @Test
  void spanKinds() {
    assertThat(OpenInferenceSpanKind.values())
        .extracting(OpenInferenceSpanKind::value)
        .containsExactly(
            "LLM",
            "EMBEDDING",
            "RETRIEVER",
            "RERANKER",
            "TOOL",
            "AGENT",
            "CHAIN",
            "GUARDRAIL",
            "EVALUATOR",
            "PROMPT",
            "DECISION");
    assertLookup(
        OpenInferenceSpanKind.values(),
        OpenInferenceSpanKind::value,
        OpenInferenceSpanKind::fromValue);
  }

  @Test
  void annotatorKinds() {
    assertThat(AnnotatorKind.values())
        .extracting(AnnotatorKind::value)
        .containsExactly("HUMAN", "LLM", "CODE");
    assertLookup(AnnotatorKind.values(), AnnotatorKind::value, AnnotatorKind::fromValue);
  }

  @Test
  void mimeTypes() {
    assertThat(MimeType.values())
        .extracting(MimeType::value)
        .containsExactly("text/plain", "application/json", "image/png", "audio/mpeg", "audio/wav");
    assertLookup(MimeType.values(), MimeType::value, MimeType::fromValue);
  }

  @Test
  void systems() {
    assertThat(LlmSystem.values())
        .extracting(LlmSystem::value)
        .containsExactly(
            "anthropic",
            "openai",
            "vertexai",
            "cohere",
            "mistralai",
            "xai",
            "deepseek",
            "amazon",
            "meta",
            "ai21",
            "typesafe");
    assertLookup(LlmSystem.values(), LlmSystem::value, LlmSystem::fromValue);
  }

  @Test
  void decisionSystems() {
    assertThat(DecisionSystem.values())
        .extracting(DecisionSystem::value)
        .containsExactly("typesafe", "openai");
    assertLookup(DecisionSystem.values(), DecisionSystem::value, DecisionSystem::fromValue);
  }

  @Test
  void providers() {
    assertThat(LlmProvider.values())
        .extracting(LlmProvider::value)
        .containsExactly(
            "anthropic",
            "openai",
            "cohere",
            "mistralai",
            "azure",
            "google",
            "aws",
            "xai",
            "deepseek",
            "groq",
            "fireworks",
            "moonshot",
            "cerebras",
            "perplexity",
            "together",
            "ollama",
            "meta",
            "zai",
            "minimax",
            "oracle",
            "typesafe");
    assertLookup(LlmProvider.values(), LlmProvider::value, LlmProvider::fromValue);
  }

  private static <E extends Enum<E>> void assertLookup(
      E[] constants, Function<E, String> value, Function<String, E> fromValue) {
    for (E constant : constants) {
      assertThat(fromValue.apply(value.apply(constant))).isSameAs(constant);
    }
    assertThat(fromValue.apply("unknown")).isNull();
    assertThat(fromValue.apply("")).isNull();
    assertThat(fromValue.apply("Llm")).isNull();
    assertThat(fromValue.apply("OpenAI")).isNull();
    assertThat(fromValue.apply("Text/Plain")).isNull();
  }
}
