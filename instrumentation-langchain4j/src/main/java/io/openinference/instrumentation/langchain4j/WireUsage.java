// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.Cost;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads token counts and costs that a server sends and that LangChain4j's {@code TokenUsage} lacks.
 */
final class WireUsage {

  /** A usage without any count. */
  static final WireUsage NONE = new WireUsage(WireObject.of(null));

  private final WireObject usage;
  private final WireObject ofPrompt;
  private final WireObject ofCompletion;

  WireUsage(WireObject usage) {
    this.usage = usage;
    this.ofPrompt = first(usage, "prompt_tokens_details", "input_tokens_details");
    this.ofCompletion = first(usage, "completion_tokens_details", "output_tokens_details");
  }

  private static WireObject first(WireObject usage, String name, String otherName) {
    WireObject details = usage.object(name);
    return details.isEmpty() ? usage.object(otherName) : details;
  }

  @Nullable Long prompt() {
    return first(usage, usage, "prompt_tokens", "input_tokens");
  }

  @Nullable Long completion() {
    return first(usage, usage, "completion_tokens", "output_tokens");
  }

  @Nullable Long total() {
    return usage.number("total_tokens");
  }

  @Nullable Long cacheRead() {
    return first(
        ofPrompt,
        usage,
        "cached_tokens",
        "cache_read_tokens",
        "cache_read_input_tokens",
        "prompt_cache_hit_tokens");
  }

  @Nullable Long cacheWrite() {
    return first(
        ofPrompt,
        usage,
        "cache_write_tokens",
        "cache_creation_tokens",
        "cache_creation_input_tokens");
  }

  @Nullable Long promptAudio() {
    return ofPrompt.number("audio_tokens");
  }

  @Nullable Long reasoning() {
    return first(ofCompletion, usage, "reasoning_tokens");
  }

  @Nullable Long completionAudio() {
    return ofCompletion.number("audio_tokens");
  }

  /** Returns the first count above zero, else a count of zero, else null. */
  private static @Nullable Long first(WireObject details, WireObject usage, String... names) {
    Long zero = null;
    for (WireObject object : new WireObject[] {details, usage}) {
      for (String name : names) {
        Long number = object.number(name);
        if (number != null && number > 0) {
          return number;
        }
        zero = zero == null ? number : zero;
      }
    }
    return zero;
  }

  /** Returns the costs in USD, as OpenRouter sends them, or null. */
  @Nullable Cost cost() {
    Number total = usage.get("cost") instanceof Number number ? number : null;
    WireObject details = usage.object("cost_details");
    Number prompt = number(details, "upstream_inference_prompt_cost");
    Number completion = number(details, "upstream_inference_completions_cost");
    return total == null && prompt == null && completion == null
        ? null
        : Cost.builder().total(total).prompt(prompt).completion(completion).build();
  }

  private static @Nullable Number number(WireObject object, String name) {
    return object.get(name) instanceof Number number ? number : null;
  }
}
