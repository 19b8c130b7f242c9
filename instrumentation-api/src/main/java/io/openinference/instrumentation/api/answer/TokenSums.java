// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Adds and compares token counts that may be missing.
 *
 * @since 0.1.0
 */
public final class TokenSums {

  /** Returns the sum of the counts that are known, or null if none is known. */
  public static @Nullable Long sum(@Nullable Long... counts) {
    Long sum = null;
    for (Long count : counts) {
      if (count != null) {
        sum = (sum == null ? 0 : sum) + count;
      }
    }
    return sum;
  }

  /** Returns the sum of prompt and completion, or null if one of them is not known. */
  public static @Nullable Long total(@Nullable Long prompt, @Nullable Long completion) {
    return prompt == null || completion == null ? null : Long.valueOf(prompt + completion);
  }

  /** Returns the largest of the counts that are known, or null if none is known. */
  public static @Nullable Long largest(@Nullable Long... counts) {
    Long largest = null;
    for (Long count : counts) {
      if (count != null && (largest == null || count > largest)) {
        largest = count;
      }
    }
    return largest;
  }

  /**
   * Returns the number of tokens that Anthropic wrote to its cache, or null if it is not known.
   * Some responses lack the sum or send zero for the sum, and have only the parts.
   *
   * @param sum the number that the response names, or null
   * @param parts the numbers by how long the cache keeps the tokens
   */
  public static @Nullable Long cacheWrite(@Nullable Long sum, WireObject parts) {
    return largest(
        sum,
        sum(parts.number("ephemeral_5m_input_tokens"), parts.number("ephemeral_1h_input_tokens")));
  }

  /**
   * Completes the counts of a source with the counts of other sources. A missing prompt or
   * completion comes from the first other source that knows the number. Counts that have a total
   * are complete already.
   *
   * @param others further sources in the order of preference, which have no reasoning and no audio
   */
  public static TokenCount completed(TokenCount count, TokenCount... others) {
    TokenCount completed = count;
    for (TokenCount other : others) {
      if (completed.total() == null) {
        completed = completed(completed, other);
      }
    }
    return completed;
  }

  private static TokenCount completed(TokenCount count, TokenCount other) {
    Long prompt = first(count.prompt(), other.prompt());
    Long completion = first(count.completion(), other.completion());
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(total(prompt, completion))
        .promptCacheRead(first(count.promptCacheRead(), other.promptCacheRead()))
        .promptCacheWrite(first(count.promptCacheWrite(), other.promptCacheWrite()))
        .promptAudio(count.promptAudio())
        .completionReasoning(count.completionReasoning())
        .completionAudio(count.completionAudio())
        .build();
  }

  private static @Nullable Long first(@Nullable Long count, @Nullable Long other) {
    return count == null ? other : count;
  }

  private TokenSums() {}
}
