// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of feedback in evaluation terms.
 *
 * <p>The same fields as {@link AnnotationAttributes}, for systems that speak of evaluations. Each
 * item of {@link #EVALUATIONS} has a name and at least one of score, label and explanation.
 *
 * @since 0.1.0
 */
public final class EvaluationAttributes {

  /**
   * The kind of judge: a value of {@link AnnotatorKind} if one applies (case-sensitive), else a
   * custom value.
   */
  public static final AttributeKey<String> EVALUATION_ANNOTATOR_KIND =
      stringKey("evaluation.annotator_kind");

  /** Reason for the result, as text for people. */
  public static final AttributeKey<String> EVALUATION_EXPLANATION =
      stringKey("evaluation.explanation");

  /** Producer-assigned id that stays the same for results with the same name and target. */
  public static final AttributeKey<String> EVALUATION_IDENTIFIER =
      stringKey("evaluation.identifier");

  /**
   * Result as a category, such as {@code hallucinated}; use few distinct values with a fixed
   * spelling.
   */
  public static final AttributeKey<String> EVALUATION_LABEL = stringKey("evaluation.label");

  /** Further data about the result or the judge, as the text of a JSON object. */
  public static final AttributeKey<String> EVALUATION_METADATA = stringKey("evaluation.metadata");

  /** Criterion or metric that was judged, such as {@code hallucination}; required. */
  public static final AttributeKey<String> EVALUATION_NAME = stringKey("evaluation.name");

  /**
   * Numeric result. Range and direction depend on the criterion; an integer score is written as a
   * double of the same value.
   */
  public static final AttributeKey<Double> EVALUATION_SCORE = doubleKey("evaluation.score");

  /**
   * Feedback about one span. Parts: {@link EvaluationAttributes}, as in {@code
   * evaluations.0.evaluation.name}.
   */
  public static final ObjectListKey EVALUATIONS = new ObjectListKey("evaluations");

  private EvaluationAttributes() {}
}
