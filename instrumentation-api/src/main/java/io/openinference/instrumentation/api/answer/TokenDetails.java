// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.TokenCount;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rule that token details are parts of their count: cached tokens are part of the prompt,
 * and reasoning is part of the completion.
 *
 * @since 0.1.0
 */
public final class TokenDetails {

  /**
   * Returns counts that include their details. Some servers do not include details in the counts of
   * prompt and completion. The total reveals this. If there is no total, a prompt with fewer tokens
   * than its cached tokens reveals it. Otherwise the counts stay unchanged.
   *
   * <pre>{@code
   * prompt 32, completion 9, reasoning 94, total 135  ->  prompt 32, completion 103, total 135
   * }</pre>
   */
  public static TokenCount included(TokenCount count) {
    Long prompt = count.prompt();
    Long completion = count.completion();
    Long total = count.total();
    if (prompt == null || completion == null) {
      return count;
    }
    long cached = orZero(count.promptCacheRead()) + orZero(count.promptCacheWrite());
    if (total == null) {
      // A prompt count that includes the cached tokens is at least as large as their number.
      return cached > prompt ? with(count, prompt + cached, completion, null) : count;
    }
    long missing = total - prompt - completion;
    long reasoning = orZero(count.completionReasoning());
    if (missing <= 0) {
      return count;
    }
    if (missing == reasoning) {
      return with(count, prompt, completion + reasoning, total);
    }
    if (missing == cached) {
      return with(count, prompt + cached, completion, total);
    }
    return missing == cached + reasoning
        ? with(count, prompt + cached, completion + reasoning, total)
        : count;
  }

  /** Returns the counts of a server whose completion count excludes reasoning. */
  public static TokenCount withReasoningInCompletion(TokenCount count) {
    Long completion = count.completion();
    return completion == null
        ? count
        : with(
            count, count.prompt(), completion + orZero(count.completionReasoning()), count.total());
  }

  /** Returns the counts of a server whose prompt count and total exclude cached tokens. */
  public static TokenCount withCacheInPrompt(TokenCount count) {
    Long prompt = count.prompt();
    Long completion = count.completion();
    if (prompt == null || completion == null) {
      return count;
    }
    long whole = prompt + orZero(count.promptCacheRead()) + orZero(count.promptCacheWrite());
    return with(count, whole, completion, whole + completion);
  }

  private static TokenCount with(
      TokenCount count, @Nullable Long prompt, @Nullable Long completion, @Nullable Long total) {
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(total)
        .promptCacheRead(count.promptCacheRead())
        .promptCacheWrite(count.promptCacheWrite())
        .promptAudio(count.promptAudio())
        .completionReasoning(count.completionReasoning())
        .completionAudio(count.completionAudio())
        .build();
  }

  private static long orZero(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  private TokenDetails() {}
}
