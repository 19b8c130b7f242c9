// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Maps the token counts of the families. A count that a response does not have is not recorded. */
final class TokenCounts {

  /** Returns counts whose total is their sum. */
  static TokenCount of(@Nullable Long input, @Nullable Long output) {
    return TokenCount.builder()
        .prompt(input)
        .completion(output)
        .total(TokenSums.total(input, output))
        .build();
  }

  /**
   * Maps the usage of Converse and Nova, and the metrics of a stream. Their input has neither the
   * tokens read from a cache nor those written to one, and their total has both.
   */
  static TokenCount besideCache(WireObject usage) {
    Long read = usage.firstNumber("cacheReadInputTokens", "cacheReadInputTokenCount");
    Long written = usage.firstNumber("cacheWriteInputTokens", "cacheWriteInputTokenCount");
    Long input = TokenSums.sum(usage.firstNumber("inputTokens", "inputTokenCount"), read, written);
    Long output = usage.firstNumber("outputTokens", "outputTokenCount");
    Long total = usage.number("totalTokens");
    return TokenCount.builder()
        .prompt(input)
        .completion(output)
        .total(TokenSums.largest(total, TokenSums.total(input, output)))
        .promptCacheRead(read)
        .promptCacheWrite(written)
        .build();
  }

  private TokenCounts() {}
}
