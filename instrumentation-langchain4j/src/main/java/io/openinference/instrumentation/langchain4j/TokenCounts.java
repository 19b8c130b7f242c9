// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.OptionalProperty.read;
import static io.openinference.instrumentation.langchain4j.OptionalProperty.readInteger;

import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TokenCount;
import org.jspecify.annotations.Nullable;

/** Maps token usage, with the details that each provider's class has under names of its own. */
final class TokenCounts {

  /** What Gemini counts beside the completion, and in the total. */
  private static final String THOUGHTS = "thoughtsTokenCount";

  static @Nullable TokenCount map(@Nullable TokenUsage usage) {
    if (usage == null) {
      return null;
    }
    Object inputDetails = read(usage, "inputTokensDetails");
    Object outputDetails = read(usage, "outputTokensDetails");
    Integer cacheRead =
        first(
            readInteger(inputDetails, "cachedTokens"),
            readInteger(usage, "cacheReadInputTokens"),
            readInteger(usage, "cachedContentTokenCount"));
    Integer cacheWrite =
        first(
            readInteger(usage, "cacheCreationInputTokens"),
            readInteger(usage, "cacheWriteInputTokens"));
    Integer reasoning =
        first(readInteger(outputDetails, "reasoningTokens"), readInteger(usage, THOUGHTS));
    TokenCount.Builder count =
        TokenCount.builder()
            .promptCacheRead(cacheRead)
            .promptCacheWrite(cacheWrite)
            .promptAudio(readInteger(inputDetails, "audioTokens"))
            .completionReasoning(reasoning)
            .completionAudio(readInteger(outputDetails, "audioTokens"));
    int besidePrompt = isBesidePrompt(usage) ? sum(cacheRead, cacheWrite) : 0;
    int besideCompletion = sum(readInteger(usage, THOUGHTS), null);
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
    return read(usage, "cacheReadInputTokens") != null
        || read(usage, "cacheCreationInputTokens") != null
        || read(usage, "cacheWriteInputTokens") != null;
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
