// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of feedback in annotation terms.
 *
 * <p>Each item of {@link #ANNOTATIONS} has a name and at least one of score, label and explanation;
 * fields without a value are omitted.
 *
 * @since 0.1.0
 */
public final class AnnotationAttributes {

  /**
   * The kind of judge: a value of {@link AnnotatorKind} if one applies (case-sensitive), else a
   * custom value.
   */
  public static final AttributeKey<String> ANNOTATION_ANNOTATOR_KIND =
      stringKey("annotation.annotator_kind");

  /** Reason for the result, as text for people. */
  public static final AttributeKey<String> ANNOTATION_EXPLANATION =
      stringKey("annotation.explanation");

  /** Producer-assigned id that stays the same for results with the same name and target. */
  public static final AttributeKey<String> ANNOTATION_IDENTIFIER =
      stringKey("annotation.identifier");

  /**
   * Result as a category, such as {@code hallucinated}; use few distinct values with a fixed
   * spelling.
   */
  public static final AttributeKey<String> ANNOTATION_LABEL = stringKey("annotation.label");

  /** Further data about the result or the judge, as the text of a JSON object. */
  public static final AttributeKey<String> ANNOTATION_METADATA = stringKey("annotation.metadata");

  /** Criterion or metric that was judged, such as {@code hallucination}; required. */
  public static final AttributeKey<String> ANNOTATION_NAME = stringKey("annotation.name");

  /**
   * Numeric result. Range and direction depend on the criterion; an integer score is written as a
   * double of the same value.
   */
  public static final AttributeKey<Double> ANNOTATION_SCORE = doubleKey("annotation.score");

  /**
   * Feedback about one span. Parts: {@link AnnotationAttributes}, as in {@code
   * annotations.0.annotation.name}.
   */
  public static final ObjectListKey ANNOTATIONS = new ObjectListKey("annotations");

  private AnnotationAttributes() {}
}
