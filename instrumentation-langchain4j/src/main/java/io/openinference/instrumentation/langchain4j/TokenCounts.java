// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.TokenDetails;
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
  static TokenCount map(@Nullable TokenUsage usage) {
    return map(usage, TokenCount.builder().build());
  }

  /**
   * Maps the usage of a response.
   *
   * @param wire the server's answer, for counts that LangChain4j drops
   */
  static TokenCount map(@Nullable TokenUsage usage, TokenCount wire) {
    TokenCount count = withDetails(usage, wire);
    if (THOUGHTS_TOKEN_COUNT.read(usage) != null) {
      return TokenDetails.withReasoningInCompletion(count);
    }
    // Where the class of the usage does not tell, the total may prove it.
    return isBesidePrompt(usage)
        ? TokenDetails.withCacheInPrompt(count)
        : TokenDetails.included(count);
  }

  private static TokenCount withDetails(@Nullable TokenUsage usage, TokenCount wire) {
    Object inputDetails = INPUT_TOKENS_DETAILS.read(usage);
    Object outputDetails = OUTPUT_TOKENS_DETAILS.read(usage);
    return TokenCount.builder()
        .prompt(aboveZero(usage == null ? null : usage.inputTokenCount(), wire.prompt()))
        .completion(aboveZero(usage == null ? null : usage.outputTokenCount(), wire.completion()))
        .total(aboveZero(usage == null ? null : usage.totalTokenCount(), wire.total()))
        .promptCacheRead(
            first(
                wire.promptCacheRead(),
                CACHED_TOKENS.readInteger(inputDetails),
                CACHE_READ_INPUT_TOKENS.readInteger(usage),
                CACHED_CONTENT_TOKEN_COUNT.readInteger(usage)))
        .promptCacheWrite(
            first(
                wire.promptCacheWrite(),
                CACHE_CREATION_INPUT_TOKENS.readInteger(usage),
                CACHE_WRITE_INPUT_TOKENS.readInteger(usage)))
        .promptAudio(first(wire.promptAudio(), AUDIO_TOKENS.readInteger(inputDetails)))
        .completionReasoning(
            first(
                wire.completionReasoning(),
                REASONING_TOKENS.readInteger(outputDetails),
                THOUGHTS_TOKEN_COUNT.readInteger(usage)))
        .completionAudio(first(wire.completionAudio(), AUDIO_TOKENS.readInteger(outputDetails)))
        .build();
  }

  /** Tells whether cached tokens are counted in addition to the prompt, as in Anthropic's API. */
  private static boolean isBesidePrompt(@Nullable TokenUsage usage) {
    return CACHE_READ_INPUT_TOKENS.read(usage) != null
        || CACHE_CREATION_INPUT_TOKENS.read(usage) != null
        || CACHE_WRITE_INPUT_TOKENS.read(usage) != null;
  }

  private static @Nullable Long first(@Nullable Number... candidates) {
    for (Number candidate : candidates) {
      if (candidate != null) {
        return candidate.longValue();
      }
    }
    return null;
  }

  /** Some servers end a stream with a usage of zeros, which LangChain4j takes. */
  private static @Nullable Long aboveZero(@Nullable Integer ofLibrary, @Nullable Long ofServer) {
    return ofLibrary != null && ofLibrary == 0 && ofServer != null
        ? ofServer
        : first(ofLibrary, ofServer);
  }

  private TokenCounts() {}
}
