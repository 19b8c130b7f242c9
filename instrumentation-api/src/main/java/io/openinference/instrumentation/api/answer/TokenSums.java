// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.TokenCount;
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
   * Returns counts in which a prompt or a completion that is not known is that of the first other
   * source that knows it. Counts that have a total are complete.
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
