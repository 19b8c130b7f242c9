// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of tokens that a call used.
 *
 * <p>Follows {@code llm.token_count.*} of the OpenInference semantic conventions. Each detail is
 * part of a total: cached and audio tokens are part of the prompt, reasoning and audio tokens are
 * part of the completion.
 *
 * @since 0.1.0
 */
public final class TokenCount {

  private final @Nullable Long prompt;
  private final @Nullable Long completion;
  private final @Nullable Long total;
  private final @Nullable Long promptCacheRead;
  private final @Nullable Long promptCacheWrite;
  private final @Nullable Long promptAudio;
  private final @Nullable Long completionReasoning;
  private final @Nullable Long completionAudio;

  private TokenCount(Builder builder) {
    this.prompt = builder.prompt;
    this.completion = builder.completion;
    this.total = builder.total;
    this.promptCacheRead = builder.promptCacheRead;
    this.promptCacheWrite = builder.promptCacheWrite;
    this.promptAudio = builder.promptAudio;
    this.completionReasoning = builder.completionReasoning;
    this.completionAudio = builder.completionAudio;
  }

  /**
   * Returns a count whose total is the sum of both parts.
   *
   * @param prompt tokens of the prompt
   * @param completion tokens of the completion
   */
  public static TokenCount of(long prompt, long completion) {
    return builder().prompt(prompt).completion(completion).total(prompt + completion).build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the tokens of the prompt, or null if unknown. */
  public @Nullable Long prompt() {
    return prompt;
  }

  /** Returns the tokens of the completion, or null if unknown. */
  public @Nullable Long completion() {
    return completion;
  }

  /** Returns the total tokens of prompt and completion, or null if unknown. */
  public @Nullable Long total() {
    return total;
  }

  /** Returns the tokens of the prompt that came from a cache, or null. */
  public @Nullable Long promptCacheRead() {
    return promptCacheRead;
  }

  /** Returns the tokens of the prompt that were written to a cache, or null. */
  public @Nullable Long promptCacheWrite() {
    return promptCacheWrite;
  }

  /** Returns the audio tokens of the prompt, or null. */
  public @Nullable Long promptAudio() {
    return promptAudio;
  }

  /** Returns the reasoning tokens of the completion, or null. */
  public @Nullable Long completionReasoning() {
    return completionReasoning;
  }

  /** Returns the audio tokens of the completion, or null. */
  public @Nullable Long completionAudio() {
    return completionAudio;
  }

  void writeTo(AttributeSink sink) {
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_PROMPT, prompt);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_COMPLETION, completion);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_TOTAL, total);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ, promptCacheRead);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE, promptCacheWrite);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_AUDIO, promptAudio);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_COMPLETION_DETAILS_REASONING, completionReasoning);
    sink.set(LlmAttributes.LLM_TOKEN_COUNT_COMPLETION_DETAILS_AUDIO, completionAudio);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenCount that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(
        prompt,
        completion,
        total,
        promptCacheRead,
        promptCacheWrite,
        promptAudio,
        completionReasoning,
        completionAudio);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("TokenCount")
        .with("prompt", prompt)
        .with("completion", completion)
        .with("total", total)
        .with("promptCacheRead", promptCacheRead)
        .with("promptCacheWrite", promptCacheWrite)
        .with("promptAudio", promptAudio)
        .with("completionReasoning", completionReasoning)
        .with("completionAudio", completionAudio)
        .toString();
  }

  /**
   * Builds a {@link TokenCount}. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable Long prompt;
    private @Nullable Long completion;
    private @Nullable Long total;
    private @Nullable Long promptCacheRead;
    private @Nullable Long promptCacheWrite;
    private @Nullable Long promptAudio;
    private @Nullable Long completionReasoning;
    private @Nullable Long completionAudio;

    private Builder() {}

    /** Sets the tokens of the prompt. */
    public Builder prompt(@Nullable Number tokens) {
      this.prompt = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the tokens of the completion. */
    public Builder completion(@Nullable Number tokens) {
      this.completion = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the total tokens of prompt and completion. */
    public Builder total(@Nullable Number tokens) {
      this.total = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the tokens of the prompt that came from a cache. */
    public Builder promptCacheRead(@Nullable Number tokens) {
      this.promptCacheRead = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the tokens of the prompt that were written to a cache. */
    public Builder promptCacheWrite(@Nullable Number tokens) {
      this.promptCacheWrite = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the audio tokens of the prompt. */
    public Builder promptAudio(@Nullable Number tokens) {
      this.promptAudio = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the reasoning tokens of the completion. */
    public Builder completionReasoning(@Nullable Number tokens) {
      this.completionReasoning = Numbers.toLong(tokens);
      return this;
    }

    /** Sets the audio tokens of the completion. */
    public Builder completionAudio(@Nullable Number tokens) {
      this.completionAudio = Numbers.toLong(tokens);
      return this;
    }

    /** Returns the count. */
    public TokenCount build() {
      return new TokenCount(this);
    }
  }
}
