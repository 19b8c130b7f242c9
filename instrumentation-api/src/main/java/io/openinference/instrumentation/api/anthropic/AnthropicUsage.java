// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import static io.openinference.instrumentation.api.answer.TokenSums.cacheWrite;
import static io.openinference.instrumentation.api.answer.TokenSums.sum;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code usage} of a response to the counts that the provider bills.
 *
 * <p>{@code input_tokens} excludes the tokens that were read from a cache or written to a cache.
 * The counts of the response exclude the iterations that compact the conversation.
 *
 * @since 0.1.0
 */
public final class AnthropicUsage {

  private final @Nullable Long input;
  private final @Nullable Long cacheRead;
  private final @Nullable Long cacheWrite;
  private final @Nullable Long output;
  private final @Nullable Long reasoning;

  private AnthropicUsage(WireObject usage) {
    this.input = usage.number("input_tokens");
    this.cacheRead = usage.number("cache_read_input_tokens");
    this.cacheWrite =
        cacheWrite(usage.number("cache_creation_input_tokens"), usage.object("cache_creation"));
    this.output = usage.number("output_tokens");
    this.reasoning = usage.object("output_tokens_details").number("thinking_tokens");
  }

  private AnthropicUsage(AnthropicUsage first, AnthropicUsage second) {
    this.input = sum(first.input, second.input);
    this.cacheRead = sum(first.cacheRead, second.cacheRead);
    this.cacheWrite = sum(first.cacheWrite, second.cacheWrite);
    this.output = sum(first.output, second.output);
    this.reasoning = sum(first.reasoning, second.reasoning);
  }

  /** Returns the counts. A count is not recorded if the response lacks it. */
  public static TokenCount toTokenCount(WireObject usage) {
    AnthropicUsage total = new AnthropicUsage(usage);
    for (WireObject iteration : usage.objects("iterations")) {
      if ("compaction".equals(iteration.string("type"))) {
        total = new AnthropicUsage(total, new AnthropicUsage(iteration));
      }
    }
    return total.toTokenCount();
  }

  private TokenCount toTokenCount() {
    Long prompt = sum(input, cacheRead, cacheWrite);
    return TokenCount.builder()
        .prompt(prompt)
        .completion(output)
        .total(TokenSums.total(prompt, output))
        .promptCacheRead(cacheRead)
        .promptCacheWrite(cacheWrite)
        .completionReasoning(reasoning)
        .build();
  }
}
