// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Maps the {@code usage} of a response, in the words of all APIs. */
final class TokenUsage {

  /** Returns the counts; those that the response does not name are not recorded. */
  static TokenCount of(WireObject usage) {
    WireObject prompt = first(usage, "prompt_tokens_details", "input_tokens_details");
    WireObject completion = first(usage, "completion_tokens_details", "output_tokens_details");
    // The audio API says "token", not "tokens".
    WireObject transcribed = usage.object("input_token_details");
    return TokenCount.builder()
        .prompt(number(usage, "prompt_tokens", "input_tokens"))
        .completion(number(usage, "completion_tokens", "output_tokens"))
        .total(usage.number("total_tokens"))
        .promptCacheRead(prompt.number("cached_tokens"))
        .promptCacheWrite(prompt.number("cache_write_tokens"))
        .promptAudio(number(prompt, transcribed, "audio_tokens"))
        .completionReasoning(completion.number("reasoning_tokens"))
        .completionAudio(completion.number("audio_tokens"))
        .build();
  }

  private static WireObject first(WireObject usage, String name, String otherName) {
    WireObject details = usage.object(name);
    return details.isEmpty() ? usage.object(otherName) : details;
  }

  private static @Nullable Long number(WireObject usage, String name, String otherName) {
    Long number = usage.number(name);
    return number == null ? usage.number(otherName) : number;
  }

  private static @Nullable Long number(WireObject details, WireObject otherDetails, String name) {
    Long number = details.number(name);
    return number == null ? otherDetails.number(name) : number;
  }

  private TokenUsage() {}
}
