// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.answer.TokenSums.largest;
import static io.openinference.instrumentation.api.answer.TokenSums.sum;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code usageMetadata} of a response to the counts that the provider bills. The prompt
 * count includes cached tokens. It excludes the prompts of tools, and no count includes the
 * thoughts.
 *
 * @since 0.1.0
 */
public final class GeminiUsage {

  /** Returns the counts. A count is not recorded if the response lacks it. */
  public static TokenCount toTokenCount(WireObject usage) {
    Long prompt = sum(usage.number("promptTokenCount"), usage.number("toolUsePromptTokenCount"));
    Long thoughts = usage.number("thoughtsTokenCount");
    // Vertex uses the second name in its answers to live and cached calls.
    Long answer = largest(usage.number("candidatesTokenCount"), usage.number("responseTokenCount"));
    Long completion = sum(answer, thoughts);
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(largest(sum(prompt, completion), usage.number("totalTokenCount")))
        .promptCacheRead(usage.number("cachedContentTokenCount"))
        .promptAudio(
            sum(audio(usage, "promptTokensDetails"), audio(usage, "toolUsePromptTokensDetails")))
        .completionReasoning(thoughts)
        .completionAudio(
            largest(audio(usage, "candidatesTokensDetails"), audio(usage, "responseTokensDetails")))
        .build();
  }

  private static @Nullable Long audio(WireObject usage, String details) {
    Long tokens = null;
    for (WireObject detail : usage.objects(details)) {
      if ("AUDIO".equals(detail.string("modality"))) {
        tokens = sum(tokens, detail.number("tokenCount"));
      }
    }
    return tokens;
  }

  private GeminiUsage() {}
}
