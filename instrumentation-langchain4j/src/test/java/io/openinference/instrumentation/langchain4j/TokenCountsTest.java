// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import io.openinference.testing.contract.Door;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The token usage of each provider's own class. */
class TokenCountsTest extends ApplicationTest {

  record UsingModel(TokenUsage usage) implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("Hello!")).tokenUsage(usage).build();
    }
  }

  static Stream<Arguments> usages() {
    return Stream.of(
        arguments(new TokenUsage(11, 7, 18), Map.of("prompt", 11L, "completion", 7L, "total", 18L)),
        arguments(new TokenUsage(11), Map.of("prompt", 11L, "total", 11L)),
        arguments(
            OpenAiTokenUsage.builder()
                .inputTokenCount(11)
                .inputTokensDetails(
                    OpenAiTokenUsage.InputTokensDetails.builder().cachedTokens(3).build())
                .outputTokenCount(7)
                .outputTokensDetails(
                    OpenAiTokenUsage.OutputTokensDetails.builder().reasoningTokens(2).build())
                .totalTokenCount(18)
                .build(),
            Map.of(
                "prompt", 11L,
                "completion", 7L,
                "total", 18L,
                "prompt_details.cache_read", 3L,
                "completion_details.reasoning", 2L)),
        arguments(
            OpenAiOfficialTokenUsage.builder()
                .inputTokenCount(11)
                .inputTokensDetails(
                    OpenAiOfficialTokenUsage.InputTokensDetails.builder().cachedTokens(3).build())
                .outputTokenCount(7)
                .outputTokensDetails(
                    OpenAiOfficialTokenUsage.OutputTokensDetails.builder()
                        .reasoningTokens(2)
                        .build())
                .totalTokenCount(18)
                .build(),
            Map.of(
                "prompt", 11L,
                "completion", 7L,
                "total", 18L,
                "prompt_details.cache_read", 3L,
                "completion_details.reasoning", 2L)),
        // Counts cached tokens beside the others.
        arguments(
            AnthropicTokenUsage.builder()
                .inputTokenCount(11)
                .outputTokenCount(7)
                .cacheReadInputTokens(100)
                .cacheCreationInputTokens(20)
                .build(),
            Map.of(
                "prompt", 131L,
                "completion", 7L,
                "total", 138L,
                "prompt_details.cache_read", 100L,
                "prompt_details.cache_write", 20L)),
        arguments(
            BedrockTokenUsage.builder()
                .inputTokenCount(11)
                .outputTokenCount(7)
                .cacheReadInputTokens(100)
                .cacheWriteInputTokens(20)
                .build(),
            Map.of(
                "prompt", 131L,
                "completion", 7L,
                "total", 138L,
                "prompt_details.cache_read", 100L,
                "prompt_details.cache_write", 20L)),
        // Counts thoughts beside the answer, and cached tokens among those of the prompt.
        arguments(
            GoogleAiGeminiTokenUsage.builder()
                .inputTokenCount(11)
                .outputTokenCount(7)
                .cachedContentTokenCount(3)
                .thoughtsTokenCount(30)
                .totalTokenCount(48)
                .build(),
            Map.of(
                "prompt", 11L,
                "completion", 37L,
                "total", 48L,
                "prompt_details.cache_read", 3L,
                "completion_details.reasoning", 30L)));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void recordsTheDetailsOfTheProvider(TokenUsage usage, Map<String, Long> expected) {
    open(Door.ofRun());

    TracedParts.traced(door, new UsingModel(usage), instrumentor).chat("Hi");

    assertThat(telemetry.trace()).hasTree("LLM UsingModel");
    Map<String, Object> counts = new HashMap<>();
    telemetry
        .spans()
        .get(0)
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().startsWith("llm.token_count.")) {
                counts.put(key.getKey().substring("llm.token_count.".length()), value);
              }
            });
    org.assertj.core.api.Assertions.assertThat(counts).isEqualTo(expected);
  }
}
