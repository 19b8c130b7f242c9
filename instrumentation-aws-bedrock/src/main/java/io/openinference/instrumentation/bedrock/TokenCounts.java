// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Maps the token counts of the families. A count that a response does not have is not recorded. */
final class TokenCounts {

  /** Returns counts whose total is their sum. */
  static TokenCount of(@Nullable Long input, @Nullable Long output) {
    return TokenCount.builder()
        .prompt(input)
        .completion(output)
        .total(total(input, output))
        .build();
  }

  private static @Nullable Long total(@Nullable Long input, @Nullable Long output) {
    return input == null || output == null ? null : Long.valueOf(input + output);
  }

  /**
   * Maps the usage of Converse, Nova and Claude. Their input has neither the tokens read from a
   * cache nor those written to one, and their total has both.
   */
  static TokenCount besideCache(WireObject usage) {
    Long read =
        number(
            usage, "cacheReadInputTokens", "cacheReadInputTokenCount", "cache_read_input_tokens");
    Long written =
        number(
            usage,
            "cacheWriteInputTokens",
            "cacheWriteInputTokenCount",
            "cache_creation_input_tokens");
    Long input = Texts.sum(number(usage, "inputTokens", "input_tokens"), read, written);
    Long output = number(usage, "outputTokens", "output_tokens");
    Long total = usage.number("totalTokens");
    return TokenCount.builder()
        .prompt(input)
        .completion(output)
        .total(total == null ? total(input, output) : total)
        .promptCacheRead(read)
        .promptCacheWrite(written)
        .build();
  }

  /** Maps the usage of models that speak OpenAI's chat API, whose counts are wholes. */
  static TokenCount ofChat(WireObject usage) {
    Long input = usage.number("prompt_tokens");
    Long output = usage.number("completion_tokens");
    Long total = usage.number("total_tokens");
    return TokenCount.builder()
        .prompt(input)
        .completion(output)
        .total(total == null ? total(input, output) : total)
        .promptCacheRead(usage.object("prompt_tokens_details").number("cached_tokens"))
        .completionReasoning(usage.object("completion_tokens_details").number("reasoning_tokens"))
        .build();
  }

  private static @Nullable Long number(WireObject usage, String... names) {
    for (String name : names) {
      Long number = usage.number(name);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  private TokenCounts() {}
}
