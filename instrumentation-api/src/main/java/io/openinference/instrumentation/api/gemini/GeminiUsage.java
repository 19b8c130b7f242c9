// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.answer.TokenSums.largest;
import static io.openinference.instrumentation.api.answer.TokenSums.sum;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code usageMetadata} of a response to what the provider bills. Cached tokens are inside
 * the count of the prompt. The prompts of tools and the thoughts are not inside other counts.
 *
 * @since 0.1.0
 */
public final class GeminiUsage {

  /** Returns the counts. A count that the response does not have is not recorded. */
  public static TokenCount toTokenCount(WireObject usage) {
    Long prompt = sum(usage.number("promptTokenCount"), usage.number("toolUsePromptTokenCount"));
    Long thoughts = usage.number("thoughtsTokenCount");
    Long answer = usage.number("candidatesTokenCount");
    // Under this name in the answers of Vertex to live and cached calls.
    Long completion = sum(answer == null ? usage.number("responseTokenCount") : answer, thoughts);
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(largest(sum(prompt, completion), usage.number("totalTokenCount")))
        .promptCacheRead(usage.number("cachedContentTokenCount"))
        .promptAudio(
            sum(audio(usage, "promptTokensDetails"), audio(usage, "toolUsePromptTokensDetails")))
        .completionReasoning(thoughts)
        .completionAudio(audio(usage, "candidatesTokensDetails"))
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
