// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotationAttributes;
import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.EvaluationAttributes;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.TraceAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a human, a model or a piece of code judged about a span, a trace or a session.
 *
 * <p>The same object is recorded as an annotation or as an evaluation, whichever the producing
 * system calls it. Follows {@code annotation.*} and {@code evaluation.*} of the OpenInference
 * semantic conventions.
 *
 * @since 0.1.0
 */
public final class Annotation {

  private final String name;
  private final @Nullable Double score;
  private final @Nullable String label;
  private final @Nullable String explanation;
  private final @Nullable String annotatorKind;
  private final @Nullable String identifier;
  private final @Nullable String metadata;

  private Annotation(Builder builder) {
    this.name = builder.name;
    this.score = builder.score;
    this.label = builder.label;
    this.explanation = builder.explanation;
    this.annotatorKind = builder.annotatorKind;
    this.identifier = builder.identifier;
    this.metadata = builder.metadata;
  }

  /**
   * Returns a builder.
   *
   * @param name the criterion or metric, for example {@code correctness}
   */
  public static Builder builder(String name) {
    return new Builder(requireNonNull(name, "name"));
  }

  void writeTo(Keys keys, AttributeSink sink) {
    sink.set(keys.name, name);
    sink.set(keys.score, score);
    sink.set(keys.label, label);
    sink.set(keys.explanation, explanation);
    sink.set(keys.annotatorKind, annotatorKind);
    sink.set(keys.identifier, identifier);
    sink.set(keys.metadata, metadata);
  }

  /**
   * Builds an {@link Annotation}, which needs a score, a label or an explanation.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final String name;
    private @Nullable Double score;
    private @Nullable String label;
    private @Nullable String explanation;
    private @Nullable String annotatorKind;
    private @Nullable String identifier;
    private @Nullable String metadata;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets the numeric result; its range and direction depend on the name. */
    public Builder score(double score) {
      this.score = score;
      return this;
    }

    /** Sets the result as a category, for example {@code correct}. */
    public Builder label(String label) {
      this.label = requireNonNull(label, "label");
      return this;
    }

    /** Sets the reason or evidence for the result. */
    public Builder explanation(String explanation) {
      this.explanation = requireNonNull(explanation, "explanation");
      return this;
    }

    /** Sets what kind of judge it was. */
    public Builder annotatorKind(AnnotatorKind annotatorKind) {
      return annotatorKind(annotatorKind.value());
    }

    /** Sets what kind of judge it was, where it is none of the well-known ones. */
    public Builder annotatorKind(String annotatorKind) {
      this.annotatorKind = requireNonNull(annotatorKind, "annotatorKind");
      return this;
    }

    /** Sets a stable identifier of this result among those of the same name and target. */
    public Builder identifier(String identifier) {
      this.identifier = requireNonNull(identifier, "identifier");
      return this;
    }

    /** Sets more about the result or its judge, recorded as a JSON object. */
    public Builder metadata(Map<String, ?> metadata) {
      this.metadata = JsonWriter.write(metadata);
      return this;
    }

    /**
     * Returns the annotation.
     *
     * @throws IllegalArgumentException if it has no score, no label and no explanation
     */
    public Annotation build() {
      if (score == null && label == null && explanation == null) {
        throw new IllegalArgumentException(
            "annotation \"" + name + "\" needs at least one of: score, label, explanation");
      }
      return new Annotation(this);
    }
  }

  static final class Keys {

    private static final int BOUND = 64;

    static final IndexedKeys<Keys> ANNOTATIONS =
        new IndexedKeys<>(AnnotationAttributes.ANNOTATIONS, BOUND, Keys::annotation);
    static final IndexedKeys<Keys> EVALUATIONS =
        new IndexedKeys<>(EvaluationAttributes.EVALUATIONS, BOUND, Keys::evaluation);
    static final IndexedKeys<Keys> TRACE_ANNOTATIONS =
        new IndexedKeys<>(TraceAttributes.TRACE_ANNOTATIONS, BOUND, Keys::annotation);
    static final IndexedKeys<Keys> TRACE_EVALUATIONS =
        new IndexedKeys<>(TraceAttributes.TRACE_EVALUATIONS, BOUND, Keys::evaluation);
    static final IndexedKeys<Keys> SESSION_ANNOTATIONS =
        new IndexedKeys<>(SessionAttributes.SESSION_ANNOTATIONS, BOUND, Keys::annotation);
    static final IndexedKeys<Keys> SESSION_EVALUATIONS =
        new IndexedKeys<>(SessionAttributes.SESSION_EVALUATIONS, BOUND, Keys::evaluation);

    private final AttributeKey<String> name;
    private final AttributeKey<Double> score;
    private final AttributeKey<String> label;
    private final AttributeKey<String> explanation;
    private final AttributeKey<String> annotatorKind;
    private final AttributeKey<String> identifier;
    private final AttributeKey<String> metadata;

    private Keys(
        AttributeKey<String> name,
        AttributeKey<Double> score,
        AttributeKey<String> label,
        AttributeKey<String> explanation,
        AttributeKey<String> annotatorKind,
        AttributeKey<String> identifier,
        AttributeKey<String> metadata) {
      this.name = name;
      this.score = score;
      this.label = label;
      this.explanation = explanation;
      this.annotatorKind = annotatorKind;
      this.identifier = identifier;
      this.metadata = metadata;
    }

    private static Keys annotation(ObjectListKey list, int index) {
      return new Keys(
          list.at(index, AnnotationAttributes.ANNOTATION_NAME),
          list.at(index, AnnotationAttributes.ANNOTATION_SCORE),
          list.at(index, AnnotationAttributes.ANNOTATION_LABEL),
          list.at(index, AnnotationAttributes.ANNOTATION_EXPLANATION),
          list.at(index, AnnotationAttributes.ANNOTATION_ANNOTATOR_KIND),
          list.at(index, AnnotationAttributes.ANNOTATION_IDENTIFIER),
          list.at(index, AnnotationAttributes.ANNOTATION_METADATA));
    }

    private static Keys evaluation(ObjectListKey list, int index) {
      return new Keys(
          list.at(index, EvaluationAttributes.EVALUATION_NAME),
          list.at(index, EvaluationAttributes.EVALUATION_SCORE),
          list.at(index, EvaluationAttributes.EVALUATION_LABEL),
          list.at(index, EvaluationAttributes.EVALUATION_EXPLANATION),
          list.at(index, EvaluationAttributes.EVALUATION_ANNOTATOR_KIND),
          list.at(index, EvaluationAttributes.EVALUATION_IDENTIFIER),
          list.at(index, EvaluationAttributes.EVALUATION_METADATA));
    }
  }
}
