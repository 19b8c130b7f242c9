// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.door.OptionalProperty;
import org.jspecify.annotations.Nullable;

/** Maps token usage, with the details that each provider's class has under names of its own. */
final class TokenCounts {

  private static final OptionalProperty INPUT_TOKENS_DETAILS =
      OptionalProperty.named("inputTokensDetails");
  private static final OptionalProperty OUTPUT_TOKENS_DETAILS =
      OptionalProperty.named("outputTokensDetails");
  private static final OptionalProperty CACHED_TOKENS = OptionalProperty.named("cachedTokens");
  private static final OptionalProperty CACHE_READ_INPUT_TOKENS =
      OptionalProperty.named("cacheReadInputTokens");
  private static final OptionalProperty CACHED_CONTENT_TOKEN_COUNT =
      OptionalProperty.named("cachedContentTokenCount");
  private static final OptionalProperty CACHE_CREATION_INPUT_TOKENS =
      OptionalProperty.named("cacheCreationInputTokens");
  private static final OptionalProperty CACHE_WRITE_INPUT_TOKENS =
      OptionalProperty.named("cacheWriteInputTokens");
  private static final OptionalProperty REASONING_TOKENS =
      OptionalProperty.named("reasoningTokens");
  private static final OptionalProperty AUDIO_TOKENS = OptionalProperty.named("audioTokens");

  /** What Gemini counts beside the completion, and in the total. */
  private static final OptionalProperty THOUGHTS_TOKEN_COUNT =
      OptionalProperty.named("thoughtsTokenCount");

  static @Nullable TokenCount map(@Nullable TokenUsage usage) {
    if (usage == null) {
      return null;
    }
    Object inputDetails = INPUT_TOKENS_DETAILS.read(usage);
    Object outputDetails = OUTPUT_TOKENS_DETAILS.read(usage);
    Integer cacheRead =
        first(
            CACHED_TOKENS.readInteger(inputDetails),
            CACHE_READ_INPUT_TOKENS.readInteger(usage),
            CACHED_CONTENT_TOKEN_COUNT.readInteger(usage));
    Integer cacheWrite =
        first(
            CACHE_CREATION_INPUT_TOKENS.readInteger(usage),
            CACHE_WRITE_INPUT_TOKENS.readInteger(usage));
    Integer reasoning =
        first(REASONING_TOKENS.readInteger(outputDetails), THOUGHTS_TOKEN_COUNT.readInteger(usage));
    TokenCount.Builder count =
        TokenCount.builder()
            .promptCacheRead(cacheRead)
            .promptCacheWrite(cacheWrite)
            .promptAudio(AUDIO_TOKENS.readInteger(inputDetails))
            .completionReasoning(reasoning)
            .completionAudio(AUDIO_TOKENS.readInteger(outputDetails));
    int besidePrompt = isBesidePrompt(usage) ? sum(cacheRead, cacheWrite) : 0;
    int besideCompletion = sum(THOUGHTS_TOKEN_COUNT.readInteger(usage), null);
    return withTotals(count, usage, besidePrompt, besideCompletion).build();
  }

  /**
   * Sets the totals.
   *
   * @param besidePrompt cached tokens that the provider does not count as tokens of the prompt,
   *     which the convention does
   * @param besideCompletion tokens of reasoning that the provider does not count as tokens of the
   *     completion, which the convention does
   */
  private static TokenCount.Builder withTotals(
      TokenCount.Builder count, TokenUsage usage, int besidePrompt, int besideCompletion) {
    Long prompt = plus(usage.inputTokenCount(), besidePrompt);
    Long completion = plus(usage.outputTokenCount(), besideCompletion);
    Number total = usage.totalTokenCount();
    if (besidePrompt > 0 && prompt != null && completion != null) {
      total = prompt + completion;
    }
    return count.prompt(prompt).completion(completion).total(total);
  }

  private static @Nullable Long plus(@Nullable Integer tokens, int more) {
    return tokens == null ? null : (Long) ((long) tokens + more);
  }

  /** Tells whether cached tokens are counted beside the prompt: Anthropic's API does that. */
  private static boolean isBesidePrompt(TokenUsage usage) {
    return CACHE_READ_INPUT_TOKENS.read(usage) != null
        || CACHE_CREATION_INPUT_TOKENS.read(usage) != null
        || CACHE_WRITE_INPUT_TOKENS.read(usage) != null;
  }

  private static int sum(@Nullable Integer first, @Nullable Integer second) {
    return (first == null ? 0 : first) + (second == null ? 0 : second);
  }

  private static @Nullable Integer first(@Nullable Integer... candidates) {
    for (Integer candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  private TokenCounts() {}
}
