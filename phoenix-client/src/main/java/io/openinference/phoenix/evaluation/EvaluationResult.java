// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluator: a score, a label, an explanation, or several of them.
 *
 * @since 0.1.0
 */
public final class EvaluationResult {

  private final @Nullable Double score;
  private final @Nullable String label;
  private final @Nullable String explanation;
  private final Map<String, @Nullable Object> metadata;

  private EvaluationResult(Builder builder) {
    this.score = builder.score;
    this.label = builder.label;
    this.explanation = builder.explanation;
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metadata));
  }

  /** Returns a result with a score. */
  public static EvaluationResult of(double score) {
    return builder().score(score).build();
  }

  /**
   * Returns a result with score 1 and label {@code true}, or with score 0 and label {@code false}.
   */
  public static EvaluationResult of(boolean passed) {
    return builder().score(passed ? 1 : 0).label(String.valueOf(passed)).build();
  }

  /** Returns a result with a label. */
  public static EvaluationResult of(String label) {
    return builder().label(requireNonNull(label, "label")).build();
  }

  /** Returns a result with a score and a label. */
  public static EvaluationResult of(double score, String label) {
    return builder().score(score).label(requireNonNull(label, "label")).build();
  }

  /** Returns a builder for a result. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with the values of this result. */
  public Builder toBuilder() {
    Builder builder =
        builder().score(score).label(label).explanation(explanation).metadata(metadata);
    return builder;
  }

  /** Returns the score, or null. */
  public @Nullable Double score() {
    return score;
  }

  /** Returns the label, such as {@code correct}, or null. */
  public @Nullable String label() {
    return label;
  }

  /** Returns why the evaluator decided so, or null. */
  public @Nullable String explanation() {
    return explanation;
  }

  /** Returns further values that the evaluator measured. */
  public Map<String, @Nullable Object> metadata() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EvaluationResult that
        && Objects.equals(score, that.score)
        && Objects.equals(label, that.label)
        && Objects.equals(explanation, that.explanation)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(score, label, explanation, metadata);
  }

  /** Shows score and label. The explanation may hold content. */
  @Override
  public String toString() {
    return "EvaluationResult{score=" + score + ", label=" + label + "}";
  }

  /**
   * Builds an {@link EvaluationResult}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable Double score;
    private @Nullable String label;
    private @Nullable String explanation;
    private Map<String, @Nullable Object> metadata = Map.of();

    Builder() {}

    /**
     * Sets the score; null leaves it out.
     *
     * @throws IllegalArgumentException if the score is infinite or NaN, which JSON does not know
     */
    public Builder score(@Nullable Number score) {
      if (score != null && !Double.isFinite(score.doubleValue())) {
        throw new IllegalArgumentException("A score must be finite, not " + score);
      }
      this.score = score == null ? null : (Double) score.doubleValue();
      return this;
    }

    /** Sets the label; null leaves it out. */
    public Builder label(@Nullable String label) {
      this.label = label;
      return this;
    }

    /** Sets the explanation; null leaves it out. */
    public Builder explanation(@Nullable String explanation) {
      this.explanation = explanation;
      return this;
    }

    /** Sets further values: maps, lists, texts, numbers and booleans. */
    public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
      this.metadata = new LinkedHashMap<>(requireNonNull(metadata, "metadata"));
      return this;
    }

    /**
     * Returns the result.
     *
     * @throws IllegalStateException if score, label and explanation are all missing
     */
    public EvaluationResult build() {
      if (score == null && label == null && explanation == null) {
        throw new IllegalStateException("Set a score, a label or an explanation.");
      }
      return new EvaluationResult(this);
    }
  }
}
