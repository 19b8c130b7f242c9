// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.OptionalProperty.read;
import static io.openinference.instrumentation.langchain4j.OptionalProperty.readInteger;

import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TokenCount;
import org.jspecify.annotations.Nullable;

/** Maps token usage, with the details that each provider's class has under names of its own. */
final class TokenCounts {

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
        first(
            readInteger(outputDetails, "reasoningTokens"),
            readInteger(usage, "thoughtsTokenCount"));
    TokenCount.Builder count =
        TokenCount.builder()
            .promptCacheRead(toLong(cacheRead))
            .promptCacheWrite(toLong(cacheWrite))
            .promptAudio(toLong(readInteger(inputDetails, "audioTokens")))
            .completionReasoning(toLong(reasoning))
            .completionAudio(toLong(readInteger(outputDetails, "audioTokens")));
    return withTotals(count, usage, isBesidePrompt(usage) ? sum(cacheRead, cacheWrite) : 0).build();
  }

  /**
   * Sets the totals.
   *
   * @param besidePrompt cached tokens that the provider does not count as tokens of the prompt,
   *     which the convention does
   */
  private static TokenCount.Builder withTotals(
      TokenCount.Builder count, TokenUsage usage, int besidePrompt) {
    Integer prompt = usage.inputTokenCount();
    Integer completion = usage.outputTokenCount();
    Long total = toLong(usage.totalTokenCount());
    if (besidePrompt > 0 && prompt != null) {
      total = completion == null ? null : (long) prompt + besidePrompt + completion;
      prompt += besidePrompt;
    }
    return count.prompt(toLong(prompt)).completion(toLong(completion)).total(total);
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

  private static @Nullable Long toLong(@Nullable Integer value) {
    return value == null ? null : value.longValue();
  }

  private TokenCounts() {}
}
