// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.door.OptionalProperty;
import org.jspecify.annotations.Nullable;

/** Maps token usage, including the details for which each provider's class has its own names. */
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

  /** Tokens that Gemini counts outside the completion but inside the total. */
  private static final OptionalProperty THOUGHTS_TOKEN_COUNT =
      OptionalProperty.named("thoughtsTokenCount");

  /** Maps the usage of a model that keeps no data of the server's answer. */
  static @Nullable TokenCount map(@Nullable TokenUsage usage) {
    return map(usage, WireUsage.NONE);
  }

  /**
   * Maps the usage of a response.
   *
   * @param wire the server's answer, for counts that LangChain4j drops
   */
  static @Nullable TokenCount map(@Nullable TokenUsage usage, WireUsage wire) {
    Object inputDetails = INPUT_TOKENS_DETAILS.read(usage);
    Object outputDetails = OUTPUT_TOKENS_DETAILS.read(usage);
    Long cacheRead =
        first(
            wire.cacheRead(),
            CACHED_TOKENS.readInteger(inputDetails),
            CACHE_READ_INPUT_TOKENS.readInteger(usage),
            CACHED_CONTENT_TOKEN_COUNT.readInteger(usage));
    Long cacheWrite =
        first(
            wire.cacheWrite(),
            CACHE_CREATION_INPUT_TOKENS.readInteger(usage),
            CACHE_WRITE_INPUT_TOKENS.readInteger(usage));
    Long reasoning =
        first(
            wire.reasoning(),
            REASONING_TOKENS.readInteger(outputDetails),
            THOUGHTS_TOKEN_COUNT.readInteger(usage));
    TokenCount.Builder count =
        TokenCount.builder()
            .promptCacheRead(cacheRead)
            .promptCacheWrite(cacheWrite)
            .promptAudio(first(wire.promptAudio(), AUDIO_TOKENS.readInteger(inputDetails)))
            .completionReasoning(reasoning)
            .completionAudio(
                first(wire.completionAudio(), AUDIO_TOKENS.readInteger(outputDetails)));
    long cached = orZero(cacheRead) + orZero(cacheWrite);
    return withTotals(count, usage, wire, cached, orZero(reasoning)).build();
  }

  /**
   * Sets the totals. Cached tokens become part of the prompt, and reasoning tokens part of the
   * completion, even if the provider counts them separately.
   */
  private static TokenCount.Builder withTotals(
      TokenCount.Builder count,
      @Nullable TokenUsage usage,
      WireUsage wire,
      long cached,
      long reasoning) {
    Long prompt = first(usage == null ? null : usage.inputTokenCount(), wire.prompt());
    Long completion = first(usage == null ? null : usage.outputTokenCount(), wire.completion());
    Long total = first(usage == null ? null : usage.totalTokenCount(), wire.total());
    if (prompt == null || completion == null) {
      return count.prompt(prompt).completion(completion).total(total);
    }
    // If the class of the usage does not reveal how tokens are counted, the total may.
    long missing = total == null ? 0 : total - prompt - completion;
    boolean isCacheBeside = isBesidePrompt(usage);
    if (THOUGHTS_TOKEN_COUNT.read(usage) != null || (missing > 0 && missing == reasoning)) {
      completion += reasoning;
    } else if (isCacheBeside || (missing > 0 && missing == cached)) {
      prompt += cached;
    }
    return count
        .prompt(prompt)
        .completion(completion)
        .total(isCacheBeside ? Long.valueOf(prompt + completion) : total);
  }

  /** Tells whether cached tokens are counted in addition to the prompt, as in Anthropic's API. */
  private static boolean isBesidePrompt(@Nullable TokenUsage usage) {
    return CACHE_READ_INPUT_TOKENS.read(usage) != null
        || CACHE_CREATION_INPUT_TOKENS.read(usage) != null
        || CACHE_WRITE_INPUT_TOKENS.read(usage) != null;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long first(@Nullable Number... candidates) {
    for (Number candidate : candidates) {
      if (candidate != null) {
        return candidate.longValue();
      }
    }
    return null;
  }

  private TokenCounts() {}
}
