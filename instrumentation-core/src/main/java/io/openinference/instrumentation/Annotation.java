// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.AnnotationAttributes;
import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.EvaluationAttributes;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.TraceAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A judgement by a human, a model or code about a span, a trace or a session.
 *
 * <p>The same object can be recorded as an annotation or as an evaluation, depending on the term
 * that the producing system uses. Follows {@code annotation.*} and {@code evaluation.*} of the
 * OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class Annotation {

  private static final Logger LOGGER = Logger.getLogger(Annotation.class.getName());
  private static final AtomicBoolean warned = new AtomicBoolean();

  private final @Nullable String name;
  private final @Nullable Double score;
  private final @Nullable String label;
  private final @Nullable String explanation;
  private final @Nullable String annotatorKind;
  private final @Nullable String identifier;
  private final @Nullable JsonObject metadata;

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
  public static Builder builder(@Nullable String name) {
    return new Builder(name);
  }

  /**
   * Returns the annotations that the specification allows: those with a name and at least one of
   * score, label and explanation.
   */
  static List<Annotation> complete(@Nullable Collection<Annotation> annotations) {
    List<Annotation> given = NonNullElements.copyOf(annotations);
    List<Annotation> complete = given.stream().filter(Annotation::isComplete).toList();
    if (complete.size() < given.size() && warned.compareAndSet(false, true)) {
      LOGGER.warning(
          "OpenInference did not record an annotation: it needs a name and at least one of score,"
              + " label and explanation. This is logged once.");
    }
    return complete;
  }

  private boolean isComplete() {
    return name != null && (score != null || label != null || explanation != null);
  }

  /** Returns the criterion or metric, for example {@code correctness}, or null. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the numeric result, or null; its range and direction depend on the name. */
  public @Nullable Double score() {
    return score;
  }

  /** Returns the result as a category, for example {@code correct}, or null. */
  public @Nullable String label() {
    return label;
  }

  /** Returns the reason or evidence for the result, or null. */
  public @Nullable String explanation() {
    return explanation;
  }

  /** Returns the kind of judge, for example {@code LLM}, or null. */
  public @Nullable String annotatorKind() {
    return annotatorKind;
  }

  /** Returns the stable identifier of this result, or null. */
  public @Nullable String identifier() {
    return identifier;
  }

  /** Returns a read-only view of the metadata of the result; empty if there are none. */
  public Map<String, @Nullable Object> metadata() {
    return JsonObject.membersOf(metadata);
  }

  void writeTo(Keys keys, AttributeSink sink) {
    sink.set(keys.name, name);
    sink.set(keys.score, score);
    sink.set(keys.label, label);
    sink.set(keys.explanation, explanation);
    sink.set(keys.annotatorKind, annotatorKind);
    sink.set(keys.identifier, identifier);
    sink.setJson(keys.metadata, metadata);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Annotation that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(name, score, label, explanation, annotatorKind, identifier, metadata);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("Annotation")
        .with("name", name)
        .with("score", score)
        .with("label", label)
        .text("explanation", explanation)
        .with("annotatorKind", annotatorKind)
        .with("identifier", identifier)
        .count(metadata().size(), "metadata entry", "metadata entries")
        .toString();
  }

  /**
   * Builds an {@link Annotation}. Values that are null or not set are not recorded.
   *
   * <p>An annotation needs a name and at least one of score, label and explanation. The
   * specification does not allow other annotations, so they are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final @Nullable String name;
    private @Nullable Double score;
    private @Nullable String label;
    private @Nullable String explanation;
    private @Nullable String annotatorKind;
    private @Nullable String identifier;
    private @Nullable JsonObject metadata;

    private Builder(@Nullable String name) {
      this.name = name;
    }

    /** Sets the numeric result; its range and direction depend on the name. */
    public Builder score(@Nullable Number score) {
      this.score = Numbers.toDouble(score);
      return this;
    }

    /** Sets the result as a category, for example {@code correct}. */
    public Builder label(@Nullable String label) {
      this.label = label;
      return this;
    }

    /** Sets the reason or evidence for the result. */
    public Builder explanation(@Nullable String explanation) {
      this.explanation = explanation;
      return this;
    }

    /** Sets the kind of judge, for example an LLM or a human. */
    public Builder annotatorKind(@Nullable AnnotatorKind annotatorKind) {
      this.annotatorKind = annotatorKind == null ? null : annotatorKind.value();
      return this;
    }

    /** Sets the kind of judge as a string, for kinds that have no constant. */
    public Builder annotatorKind(@Nullable String annotatorKind) {
      this.annotatorKind = annotatorKind;
      return this;
    }

    /** Sets an identifier that is unique among the results of the same name and target. */
    public Builder identifier(@Nullable String identifier) {
      this.identifier = identifier;
      return this;
    }

    /**
     * Adds metadata about the result or its judge, recorded as a JSON object; the map is copied.
     */
    public Builder metadata(@Nullable Map<String, ?> metadata) {
      this.metadata = JsonObject.copyOf(metadata);
      return this;
    }

    /** Returns the annotation. */
    public Annotation build() {
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
