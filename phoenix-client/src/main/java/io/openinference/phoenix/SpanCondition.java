// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Duration;

/**
 * A condition of a {@link SpanQuery}, which becomes an expression of Phoenix's filter language.
 *
 * @since 0.1.0
 */
public final class SpanCondition {

  private final String text;

  private SpanCondition(String text) {
    this.text = text;
  }

  /** Returns a condition in Phoenix's language, such as {@code span_kind == 'LLM'}. */
  public static SpanCondition of(String text) {
    return new SpanCondition(text);
  }

  /** Returns a condition that spans of this kind meet. */
  public static SpanCondition kind(OpenInferenceSpanKind kind) {
    return field("span_kind").is(kind.name());
  }

  /** Returns a condition that spans with the status {@code ERROR} meet. */
  public static SpanCondition hasError() {
    return field("status_code").is("ERROR");
  }

  /** Returns a condition that spans without a parent meet. */
  public static SpanCondition isRoot() {
    return of("parent_id is None");
  }

  /** Returns a condition that spans with a longer latency meet. */
  public static SpanCondition slowerThan(Duration latency) {
    return field("latency_ms").isMoreThan((double) latency.toMillis());
  }

  /** Returns a field of spans to compare, such as {@code name}. */
  public static Operand field(String name) {
    return new Operand(name);
  }

  /** Returns an attribute to compare, such as {@code llm.model_name}. */
  public static Operand attribute(String key) {
    StringBuilder path = new StringBuilder("attributes");
    for (String part : key.split("\\.", -1)) {
      path.append('[').append(part.matches("\\d+") ? part : quote(part)).append(']');
    }
    return new Operand(path.toString());
  }

  /** Returns the score of an annotation to compare. */
  public static Operand score(String annotation) {
    return new Operand("annotations[" + quote(annotation) + "].score");
  }

  /** Returns the label of an annotation to compare. */
  public static Operand label(String annotation) {
    return new Operand("annotations[" + quote(annotation) + "].label");
  }

  /** Returns a condition that needs both. */
  public SpanCondition and(SpanCondition other) {
    return new SpanCondition("(" + text + ") and (" + other.text + ")");
  }

  /** Returns a condition that needs one of both. */
  public SpanCondition or(SpanCondition other) {
    return new SpanCondition("(" + text + ") or (" + other.text + ")");
  }

  /** Returns the opposite. */
  public SpanCondition not() {
    return new SpanCondition("not (" + text + ")");
  }

  /** Returns the expression in Phoenix's language. */
  @Override
  public String toString() {
    return text;
  }

  private static String quote(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
    return "'" + escaped + "'";
  }

  /**
   * A field or an attribute of spans, which a condition compares with a value.
   *
   * @since 0.1.0
   */
  public static final class Operand {

    private final String text;

    private Operand(String text) {
      this.text = text;
    }

    /** Returns the condition that this is the text. */
    public SpanCondition is(String value) {
      return of(text + " == " + quote(value));
    }

    /** Returns the condition that this is the number. */
    public SpanCondition is(double value) {
      return of(text + " == " + number(value));
    }

    /** Returns the condition that this is not the text. */
    public SpanCondition isNot(String value) {
      return of(text + " != " + quote(value));
    }

    /** Returns the condition that this is more than the number. */
    public SpanCondition isMoreThan(double value) {
      return of(text + " > " + number(value));
    }

    /** Returns the condition that this is less than the number. */
    public SpanCondition isLessThan(double value) {
      return of(text + " < " + number(value));
    }

    /** Returns the condition that this holds the text. */
    public SpanCondition contains(String part) {
      return of(quote(part) + " in " + text);
    }

    /** Returns the condition that there is no value. */
    public SpanCondition isMissing() {
      return of(text + " is None");
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? String.valueOf((long) value)
          : String.valueOf(value);
    }
  }
}
