// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LlmSpanUsageTest extends AbstractLlmSpanTest {

  @Test
  void recordsTokenCountsWithDetails() {
    assertRecorded(
        span ->
            span.tokenCount(
                TokenCount.builder()
                    .prompt(229)
                    .completion(21L)
                    .total(Integer.valueOf(250))
                    .promptCacheRead(100)
                    .promptCacheWrite(20)
                    .promptAudio(3)
                    .completionReasoning(4)
                    .completionAudio(5)
                    .build()),
        "llm.token_count.prompt",
        229,
        "llm.token_count.completion",
        21,
        "llm.token_count.total",
        250,
        "llm.token_count.prompt_details.cache_read",
        100,
        "llm.token_count.prompt_details.cache_write",
        20,
        "llm.token_count.prompt_details.audio",
        3,
        "llm.token_count.completion_details.reasoning",
        4,
        "llm.token_count.completion_details.audio",
        5);
  }

  @Test
  void addsUpTokensAndCosts() {
    assertRecorded(
        span -> span.tokenCount(TokenCount.of(229, 21)).cost(Cost.of(0.25, 0.5)),
        "llm.token_count.prompt",
        229,
        "llm.token_count.completion",
        21,
        "llm.token_count.total",
        250,
        "llm.cost.prompt",
        0.25,
        "llm.cost.completion",
        0.5,
        "llm.cost.total",
        0.75);
  }

  @Test
  void recordsCostsWithDetails() {
    assertRecorded(
        span ->
            span.cost(
                Cost.builder()
                    .prompt(0.5)
                    .completion(1)
                    .total(new BigDecimal("1.5"))
                    .promptInput(0.1f)
                    .promptCacheRead(0.2)
                    .promptCacheWrite(0.3)
                    .promptCacheInput(0.4)
                    .promptAudio(0.6)
                    .completionOutput(0.7)
                    .completionReasoning(0.8)
                    .completionAudio(0.9)
                    .build()),
        "llm.cost.prompt",
        0.5,
        "llm.cost.completion",
        1.0,
        "llm.cost.total",
        1.5,
        "llm.cost.prompt_details.input",
        0.1,
        "llm.cost.prompt_details.cache_read",
        0.2,
        "llm.cost.prompt_details.cache_write",
        0.3,
        "llm.cost.prompt_details.cache_input",
        0.4,
        "llm.cost.prompt_details.audio",
        0.6,
        "llm.cost.completion_details.output",
        0.7,
        "llm.cost.completion_details.reasoning",
        0.8,
        "llm.cost.completion_details.audio",
        0.9);
  }
}
