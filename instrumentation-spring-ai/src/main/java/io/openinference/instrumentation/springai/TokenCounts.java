// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.TokenDetails;
import io.openinference.instrumentation.api.door.OptionalProperty;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Maps usage. Spring AI knows three counts; the details are in the object of the provider's
 * library, for which each library has its own names.
 */
final class TokenCounts {

  private static final OptionalProperty[] PROMPT_DETAILS = {
    OptionalProperty.named("promptTokensDetails"), OptionalProperty.named("inputTokensDetails")
  };
  private static final OptionalProperty[] COMPLETION_DETAILS = {
    OptionalProperty.named("completionTokensDetails"),
    OptionalProperty.named("completionTokenDetails"),
    OptionalProperty.named("outputTokensDetails")
  };
  private static final OptionalProperty[] CACHE_READ = {
    OptionalProperty.named("cachedTokens"),
    OptionalProperty.named("cacheReadInputTokens"),
    OptionalProperty.named("cachedContentTokenCount"),
    OptionalProperty.named("getCacheReadInputTokens")
  };
  private static final OptionalProperty[] CACHE_WRITE = {
    OptionalProperty.named("cacheCreationInputTokens"),
    OptionalProperty.named("cacheWriteInputTokens"),
    OptionalProperty.named("getCacheWriteInputTokens")
  };
  private static final OptionalProperty[] REASONING = {
    OptionalProperty.named("reasoningTokens"), OptionalProperty.named("thoughtsTokenCount")
  };
  private static final OptionalProperty[] AUDIO = {OptionalProperty.named("audioTokens")};

  /**
   * Maps the usage of one call.
   *
   * @param usage what the call reported
   * @param before what the calls before it reported, if the call reported the sum of all, or null
   * @param provider Spring AI's name of the provider, or null
   * @return the count, or null if nothing was counted
   */
  static @Nullable TokenCount of(Usage usage, @Nullable Usage before, @Nullable String provider) {
    if (before != null) {
      return difference(usage, before);
    }
    if (isZero(usage.getPromptTokens()) && isZero(usage.getCompletionTokens())) {
      return null;
    }
    Object details = usage.getNativeUsage();
    Object ofPrompt = value(details, PROMPT_DETAILS);
    Object ofCompletion = value(details, COMPLETION_DETAILS);
    TokenCount count =
        TokenCount.builder()
            .prompt(usage.getPromptTokens())
            .completion(usage.getCompletionTokens())
            .total(usage.getTotalTokens())
            .promptCacheRead(first(CACHE_READ, ofPrompt, details, usage))
            .promptCacheWrite(first(CACHE_WRITE, ofPrompt, details, usage))
            .promptAudio(first(AUDIO, ofPrompt))
            .completionReasoning(first(REASONING, ofCompletion, details))
            .completionAudio(first(AUDIO, ofCompletion))
            .build();
    return isBesidePrompt(provider)
        ? TokenDetails.withCacheInPrompt(count)
        : TokenDetails.included(count);
  }

  /** Returns the tokens of the last call of several whose sum was reported. */
  private static @Nullable TokenCount difference(Usage sum, Usage before) {
    int prompt = sum.getPromptTokens() - before.getPromptTokens();
    int completion = sum.getCompletionTokens() - before.getCompletionTokens();
    return prompt <= 0 && completion <= 0 ? null : TokenCount.of(prompt, completion);
  }

  /** Tells whether Spring AI has made the usage itself, as it does for sums. */
  static boolean isSum(Usage usage) {
    Object details = usage.getNativeUsage();
    return details == null || details instanceof Map;
  }

  /** Tells whether the provider counts cached tokens in addition to the prompt. */
  private static boolean isBesidePrompt(@Nullable String provider) {
    return "anthropic".equals(provider) || "bedrock_converse".equals(provider);
  }

  private static boolean isZero(@Nullable Integer tokens) {
    return tokens == null || tokens == 0;
  }

  private static @Nullable Number first(OptionalProperty[] names, @Nullable Object... places) {
    for (Object place : places) {
      if (value(place, names) instanceof Number number) {
        return number;
      }
    }
    return null;
  }

  private static @Nullable Object value(@Nullable Object place, OptionalProperty[] names) {
    for (OptionalProperty name : names) {
      Object value = name.read(place);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      } else if (value instanceof OptionalLong optional) {
        value = optional.isPresent() ? optional.getAsLong() : null;
      }
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private TokenCounts() {}
}
