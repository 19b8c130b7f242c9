// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of judge with a fixed name, the values of {@link
 * AnnotationAttributes#ANNOTATION_ANNOTATOR_KIND} and {@link
 * EvaluationAttributes#EVALUATION_ANNOTATOR_KIND}. If none applies, a custom value may be used.
 *
 * @since 0.1.0
 */
public enum AnnotatorKind {
  /** A person. */
  HUMAN("HUMAN"),

  /** A language model. */
  LLM("LLM"),

  /** Deterministic or statistical code. */
  CODE("CODE");

  private final String value;

  AnnotatorKind(String value) {
    this.value = value;
  }

  /**
   * Finds the kind with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the kind, or null if no kind has this value
   */
  public static @Nullable AnnotatorKind fromValue(String value) {
    for (AnnotatorKind kind : values()) {
      if (kind.value.equals(value)) {
        return kind;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code HUMAN}} */
  public String value() {
    return value;
  }
}
