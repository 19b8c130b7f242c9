// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data that an evaluator scores: the output of a task, and the example that the task was given.
 *
 * <p>Values are JSON: maps, lists, texts, numbers, booleans and null.
 *
 * @since 0.1.0
 */
public final class EvaluationContext {

  private final Map<String, @Nullable Object> input;
  private final @Nullable Object output;
  private final Map<String, @Nullable Object> expected;
  private final Map<String, @Nullable Object> metadata;
  private final @Nullable String exampleId;
  private final @Nullable String traceId;
  private final @Nullable Duration latency;
  private final @Nullable Long tokenCount;

  private EvaluationContext(Builder builder) {
    this.input = builder.input;
    this.output = builder.output;
    this.expected = builder.expected;
    this.metadata = builder.metadata;
    this.exampleId = builder.exampleId;
    this.traceId = builder.traceId;
    this.latency = builder.latency;
    this.tokenCount = builder.tokenCount;
  }

  /** Returns a builder for a context. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the input of the example. */
  public Map<String, @Nullable Object> input() {
    return input;
  }

  /** Returns what the task returned. */
  public @Nullable Object output() {
    return output;
  }

  /** Returns the reference output of the example; it is empty if there is none. */
  public Map<String, @Nullable Object> expected() {
    return expected;
  }

  /** Returns the metadata of the example. */
  public Map<String, @Nullable Object> metadata() {
    return metadata;
  }

  /** Returns the id of the example, or of the span that is evaluated. */
  public @Nullable String exampleId() {
    return exampleId;
  }

  /** Returns the trace that the task made, or null if the task was not traced. */
  public @Nullable String traceId() {
    return traceId;
  }

  /** Returns how long the task took, or null if that is not known. */
  public @Nullable Duration latency() {
    return latency;
  }

  /** Returns the tokens that the LLM spans of the task counted, or null if none did. */
  public @Nullable Long tokenCount() {
    return tokenCount;
  }

  /**
   * Returns the input as text. A map with a single entry stands for the value of this entry.
   * Everything else that is not a scalar becomes JSON.
   */
  public String inputText() {
    return EvaluationJson.text(input);
  }

  /** Returns the output as text, by the rule of {@link #inputText()}. */
  public String outputText() {
    return EvaluationJson.text(output);
  }

  /** Returns the reference output as text, by the rule of {@link #inputText()}. */
  public String expectedText() {
    return EvaluationJson.text(expected);
  }

  /**
   * Returns the value of a template variable as text. The names {@code input}, {@code output},
   * {@code expected} and {@code reference} stand for the whole value. Other names are looked up in
   * the input, the output, the metadata and the reference output, in this order.
   *
   * @return the text, or null if nothing has this name
   */
  public @Nullable String variable(String name) {
    return switch (name) {
      case "input" -> inputText();
      case "output" -> outputText();
      case "expected", "reference" -> expectedText();
      default -> lookUp(name);
    };
  }

  private @Nullable String lookUp(String name) {
    if (input.containsKey(name)) {
      return EvaluationJson.text(input.get(name));
    }
    if (output instanceof Map<?, ?> map && map.containsKey(name)) {
      return EvaluationJson.text(map.get(name));
    }
    if (metadata.containsKey(name)) {
      return EvaluationJson.text(metadata.get(name));
    }
    return expected.containsKey(name) ? EvaluationJson.text(expected.get(name)) : null;
  }

  /** Shows ids only, because values may hold content. */
  @Override
  public String toString() {
    return "EvaluationContext{exampleId=" + exampleId + ", traceId=" + traceId + "}";
  }

  /**
   * Builds an {@link EvaluationContext}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private Map<String, @Nullable Object> input = Map.of();
    private @Nullable Object output;
    private Map<String, @Nullable Object> expected = Map.of();
    private Map<String, @Nullable Object> metadata = Map.of();
    private @Nullable String exampleId;
    private @Nullable String traceId;
    private @Nullable Duration latency;
    private @Nullable Long tokenCount;

    Builder() {}

    /** Sets the input. */
    public Builder input(Map<String, ? extends @Nullable Object> input) {
      this.input = copy(input, "input");
      return this;
    }

    /** Sets the input to a map with the entry {@code input}. */
    public Builder input(String input) {
      return input(Map.of("input", input));
    }

    /** Sets the output of the task. */
    public Builder output(@Nullable Object output) {
      this.output = output;
      return this;
    }

    /** Sets the reference output. */
    public Builder expected(Map<String, ? extends @Nullable Object> expected) {
      this.expected = copy(expected, "expected");
      return this;
    }

    /** Sets the reference output to a map with the entry {@code output}. */
    public Builder expected(String expected) {
      return expected(Map.of("output", expected));
    }

    /** Sets the metadata. */
    public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
      this.metadata = copy(metadata, "metadata");
      return this;
    }

    /** Sets the id of the example. */
    public Builder exampleId(@Nullable String exampleId) {
      this.exampleId = exampleId;
      return this;
    }

    /** Sets the trace of the task. */
    public Builder traceId(@Nullable String traceId) {
      this.traceId = traceId;
      return this;
    }

    /** Sets how long the task took. */
    public Builder latency(@Nullable Duration latency) {
      this.latency = latency;
      return this;
    }

    /** Sets the tokens that the LLM spans of the task counted. */
    public Builder tokenCount(@Nullable Long tokenCount) {
      this.tokenCount = tokenCount;
      return this;
    }

    /** Returns the context. */
    public EvaluationContext build() {
      return new EvaluationContext(this);
    }

    private static Map<String, @Nullable Object> copy(
        Map<String, ? extends @Nullable Object> map, String name) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(map, name)));
    }
  }
}
