// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of an annotator: a label, a score, an explanation.
 *
 * @since 0.1.0
 */
public abstract class Assessment extends ServerValue {

  static final String RESULT = "result";

  Assessment(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the name of the annotation, or of the evaluator. */
  public final String name() {
    return text("name");
  }

  /** Returns who judged: {@code HUMAN}, {@code LLM} or {@code CODE}. */
  public final String annotatorKind() {
    return text("annotator_kind");
  }

  /** Returns the label, or null. */
  public final @Nullable String label() {
    return result("label");
  }

  /** Returns the score, or null. */
  public final @Nullable Double score() {
    return object(RESULT).get("score") instanceof Number number ? number.doubleValue() : null;
  }

  /** Returns the explanation, or null. */
  public final @Nullable String explanation() {
    return result("explanation");
  }

  /** Returns the metadata. */
  public final Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  private @Nullable String result(String field) {
    Object value = object(RESULT).get(field);
    return value == null ? null : value.toString();
  }

  /**
   * Builds an {@link Assessment}.
   *
   * @param <B> the type of the builder
   * @since 0.1.0
   */
  public abstract static class Builder<B extends Builder<B>> {

    final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    final Map<String, @Nullable Object> result = new LinkedHashMap<>();

    Builder() {}

    abstract B self();

    /** Sets the label. */
    public final B label(@Nullable String label) {
      result.put("label", label);
      return self();
    }

    /** Sets the score, which must be finite. */
    public final B score(@Nullable Number score) {
      result.put("score", finite(score));
      return self();
    }

    /** Sets the explanation. */
    public final B explanation(@Nullable String explanation) {
      result.put("explanation", explanation);
      return self();
    }

    /** Sets the metadata. */
    public final B metadata(Map<String, ?> metadata) {
      json.put("metadata", requireNonNull(metadata, "metadata"));
      return self();
    }
  }

  /** Checks a score to record. */
  private static @Nullable Double finite(@Nullable Number score) {
    if (score == null) {
      return null;
    }
    double value = score.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("A score must be finite, not " + score);
    }
    return value;
  }
}
