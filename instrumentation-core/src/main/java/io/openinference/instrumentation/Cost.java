// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a model call; all amounts are in USD.
 *
 * <p>Follows {@code llm.cost.*} of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class Cost {

  private final @Nullable Double prompt;
  private final @Nullable Double completion;
  private final @Nullable Double total;
  private final @Nullable Double promptInput;
  private final @Nullable Double promptCacheRead;
  private final @Nullable Double promptCacheWrite;
  private final @Nullable Double promptCacheInput;
  private final @Nullable Double promptAudio;
  private final @Nullable Double completionOutput;
  private final @Nullable Double completionReasoning;
  private final @Nullable Double completionAudio;

  private Cost(Builder builder) {
    this.prompt = builder.prompt;
    this.completion = builder.completion;
    this.total = builder.total;
    this.promptInput = builder.promptInput;
    this.promptCacheRead = builder.promptCacheRead;
    this.promptCacheWrite = builder.promptCacheWrite;
    this.promptCacheInput = builder.promptCacheInput;
    this.promptAudio = builder.promptAudio;
    this.completionOutput = builder.completionOutput;
    this.completionReasoning = builder.completionReasoning;
    this.completionAudio = builder.completionAudio;
  }

  /**
   * Returns a cost whose total is the sum of both parts.
   *
   * @param prompt USD for the prompt
   * @param completion USD for the completion
   */
  public static Cost of(double prompt, double completion) {
    return builder().prompt(prompt).completion(completion).total(prompt + completion).build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the cost of the prompt in USD, or null if unknown. */
  public @Nullable Double prompt() {
    return prompt;
  }

  /** Returns the cost of the completion in USD, or null if unknown. */
  public @Nullable Double completion() {
    return completion;
  }

  /** Returns the total cost of the call in USD, or null if unknown. */
  public @Nullable Double total() {
    return total;
  }

  /** Returns the cost of the prompt's input tokens in USD, or null. */
  public @Nullable Double promptInput() {
    return promptInput;
  }

  /** Returns the cost of the prompt's tokens read from a cache in USD, or null. */
  public @Nullable Double promptCacheRead() {
    return promptCacheRead;
  }

  /** Returns the cost of the prompt's tokens written to a cache in USD, or null. */
  public @Nullable Double promptCacheWrite() {
    return promptCacheWrite;
  }

  /** Returns the cost of the prompt's cached input tokens in USD, or null. */
  public @Nullable Double promptCacheInput() {
    return promptCacheInput;
  }

  /** Returns the cost of the prompt's audio tokens in USD, or null. */
  public @Nullable Double promptAudio() {
    return promptAudio;
  }

  /** Returns the cost of the completion's output tokens in USD, or null. */
  public @Nullable Double completionOutput() {
    return completionOutput;
  }

  /** Returns the cost of the completion's reasoning in USD, or null. */
  public @Nullable Double completionReasoning() {
    return completionReasoning;
  }

  /** Returns the cost of the completion's audio tokens in USD, or null. */
  public @Nullable Double completionAudio() {
    return completionAudio;
  }

  void writeTo(AttributeSink sink) {
    sink.set(LlmAttributes.LLM_COST_PROMPT, prompt);
    sink.set(LlmAttributes.LLM_COST_COMPLETION, completion);
    sink.set(LlmAttributes.LLM_COST_TOTAL, total);
    sink.set(LlmAttributes.LLM_COST_PROMPT_DETAILS_INPUT, promptInput);
    sink.set(LlmAttributes.LLM_COST_PROMPT_DETAILS_CACHE_READ, promptCacheRead);
    sink.set(LlmAttributes.LLM_COST_PROMPT_DETAILS_CACHE_WRITE, promptCacheWrite);
    sink.set(LlmAttributes.LLM_COST_PROMPT_DETAILS_CACHE_INPUT, promptCacheInput);
    sink.set(LlmAttributes.LLM_COST_PROMPT_DETAILS_AUDIO, promptAudio);
    sink.set(LlmAttributes.LLM_COST_COMPLETION_DETAILS_OUTPUT, completionOutput);
    sink.set(LlmAttributes.LLM_COST_COMPLETION_DETAILS_REASONING, completionReasoning);
    sink.set(LlmAttributes.LLM_COST_COMPLETION_DETAILS_AUDIO, completionAudio);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cost that && state().equals(that.state());
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
        promptInput,
        promptCacheRead,
        promptCacheWrite,
        promptCacheInput,
        promptAudio,
        completionOutput,
        completionReasoning,
        completionAudio);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("Cost")
        .with("prompt", prompt)
        .with("completion", completion)
        .with("total", total)
        .with("promptInput", promptInput)
        .with("promptCacheRead", promptCacheRead)
        .with("promptCacheWrite", promptCacheWrite)
        .with("promptCacheInput", promptCacheInput)
        .with("promptAudio", promptAudio)
        .with("completionOutput", completionOutput)
        .with("completionReasoning", completionReasoning)
        .with("completionAudio", completionAudio)
        .toString();
  }

  /**
   * Builds a {@link Cost} in USD. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable Double prompt;
    private @Nullable Double completion;
    private @Nullable Double total;
    private @Nullable Double promptInput;
    private @Nullable Double promptCacheRead;
    private @Nullable Double promptCacheWrite;
    private @Nullable Double promptCacheInput;
    private @Nullable Double promptAudio;
    private @Nullable Double completionOutput;
    private @Nullable Double completionReasoning;
    private @Nullable Double completionAudio;

    private Builder() {}

    /** Sets the cost of the prompt in USD. */
    public Builder prompt(@Nullable Number usd) {
      this.prompt = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the completion in USD. */
    public Builder completion(@Nullable Number usd) {
      this.completion = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the total cost of the call in USD. */
    public Builder total(@Nullable Number usd) {
      this.total = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the prompt's input tokens in USD. */
    public Builder promptInput(@Nullable Number usd) {
      this.promptInput = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the prompt's tokens read from a cache in USD. */
    public Builder promptCacheRead(@Nullable Number usd) {
      this.promptCacheRead = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the prompt's tokens written to a cache in USD. */
    public Builder promptCacheWrite(@Nullable Number usd) {
      this.promptCacheWrite = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the prompt's cached input tokens in USD. */
    public Builder promptCacheInput(@Nullable Number usd) {
      this.promptCacheInput = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the prompt's audio tokens in USD. */
    public Builder promptAudio(@Nullable Number usd) {
      this.promptAudio = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the completion's output tokens in USD. */
    public Builder completionOutput(@Nullable Number usd) {
      this.completionOutput = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the completion's reasoning in USD. */
    public Builder completionReasoning(@Nullable Number usd) {
      this.completionReasoning = Numbers.toDouble(usd);
      return this;
    }

    /** Sets the cost of the completion's audio tokens in USD. */
    public Builder completionAudio(@Nullable Number usd) {
      this.completionAudio = Numbers.toDouble(usd);
      return this;
    }

    /** Returns the cost. */
    public Cost build() {
      return new Cost(this);
    }
  }
}
